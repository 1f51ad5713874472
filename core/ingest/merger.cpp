#include "core/ingest/merger.h"

#include <algorithm>
#include <limits>

namespace echelle::ingest {

namespace {
constexpr std::size_t kWindowRecords = 512;
constexpr std::size_t kWindowBytes = 2U << 20;
constexpr std::size_t kSpareBytes = 4096;
} // namespace

Merger::Merger(std::vector<RecordStream*> streams)
    : m_lanes(streams.size()), m_lastOrder(std::numeric_limits<std::int64_t>::min()) {
    for (std::size_t i = 0; i < streams.size(); ++i)
        m_lanes[i].stream = streams[i];
}

Result<void> Merger::fill(Lane& lane) {
    while (!lane.isAtEnd &&
           (lane.window.empty() || (lane.window.size() < kWindowRecords && lane.windowBytes < kWindowBytes))) {
        std::unique_ptr<Record> record;
        if (m_spare.empty()) {
            record = std::make_unique<Record>();
        } else {
            record = std::move(m_spare.back());
            m_spare.pop_back();
        }
        const auto got = lane.stream->next(*record);
        if (!got)
            return Unexpected(got.error());
        if (!*got) {
            lane.isAtEnd = true;
            break;
        }
        lane.windowBytes += record->raw.size();
        auto at = lane.window.end();
        while (at != lane.window.begin() && record->key() < (*std::prev(at))->key())
            --at;
        lane.window.insert(at, std::move(record));
    }
    return {};
}

Result<Record*> Merger::next() {
    // A large message's storage is not kept.
    if (m_current && m_current->raw.capacity() <= kSpareBytes)
        m_spare.push_back(std::move(m_current));
    Lane* first = nullptr;
    for (Lane& lane : m_lanes) {
        if (auto filled = fill(lane); !filled)
            return Unexpected(filled.error());
        if (!lane.window.empty() && (first == nullptr || lane.window.front()->key() < first->window.front()->key()))
            first = &lane;
    }
    if (first == nullptr)
        return nullptr;
    m_current = std::move(first->window.front());
    first->window.pop_front();
    first->windowBytes -= m_current->raw.size();
    if (m_current->order.ns < m_lastOrder)
        m_isOutOfOrder = true;
    m_lastOrder = m_current->order.ns;
    return m_current.get();
}

} // namespace echelle::ingest
