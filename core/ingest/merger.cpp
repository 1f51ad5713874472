#include "core/ingest/merger.h"

#include <algorithm>
#include <limits>

namespace echelle::ingest {

namespace {
constexpr std::size_t kWindowRecords = 512;
constexpr std::size_t kWindowBytes = 2U << 20;
} // namespace

Merger::Merger(std::vector<RecordStream*> streams) : m_lastOrder(std::numeric_limits<std::int64_t>::min()) {
    m_lanes.resize(streams.size());
    for (std::size_t i = 0; i < streams.size(); ++i)
        m_lanes[i].stream = streams[i];
}

Result<void> Merger::fill(Lane& lane) {
    while (!lane.isAtEnd &&
           (lane.window.empty() || (lane.window.size() < kWindowRecords && lane.windowBytes < kWindowBytes))) {
        Record record;
        const auto got = lane.stream->next(record);
        if (!got)
            return Unexpected(got.error());
        if (!*got) {
            lane.isAtEnd = true;
            break;
        }
        lane.windowBytes += record.raw.size();
        auto at = lane.window.end();
        while (at != lane.window.begin() && record.key() < std::prev(at)->key())
            --at;
        lane.window.insert(at, std::move(record));
    }
    return {};
}

Result<bool> Merger::next(Record& record) {
    Lane* first = nullptr;
    for (Lane& lane : m_lanes) {
        if (auto filled = fill(lane); !filled)
            return Unexpected(filled.error());
        if (!lane.window.empty() && (first == nullptr || lane.window.front().key() < first->window.front().key()))
            first = &lane;
    }
    if (first == nullptr)
        return false;
    record = std::move(first->window.front());
    first->window.pop_front();
    first->windowBytes -= record.raw.size();
    if (record.order.ns < m_lastOrder)
        m_isOutOfOrder = true;
    m_lastOrder = record.order.ns;
    return true;
}

} // namespace echelle::ingest
