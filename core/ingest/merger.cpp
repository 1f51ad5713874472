#include "core/ingest/merger.h"

#include <algorithm>
#include <limits>

namespace echelle::ingest {

namespace {
constexpr std::size_t kWindowRecords = 512;
constexpr std::size_t kWindowBytes = 2U << 20;
constexpr std::size_t kSpareBytes = 4096;
// What comes next was filled hundreds of records ago and has left the near cache since.
template <typename Lane>
void prefetchFront(const Lane& lane) {
#if defined(__GNUC__)
    constexpr std::size_t kRecordsAhead = 3;
    if (lane.window.size() <= kRecordsAhead)
        return;
    constexpr std::size_t kLine = 64;
    const Record& next = *lane.window[kRecordsAhead];
    for (std::size_t i = 0; i < sizeof next; i += kLine)
        __builtin_prefetch(reinterpret_cast<const char*>(&next) + i);
    // Their bytes: of the one before it, whose place is in the cache by now.
    const std::string& raw = lane.window[kRecordsAhead - 1]->raw;
    for (std::size_t i = 0; i < std::min<std::size_t>(raw.size(), 16 * kLine); i += kLine)
        __builtin_prefetch(raw.data() + i);
#else
    (void)lane;
#endif
}

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

Result<void> Merger::next(std::unique_ptr<Record>& record) {
    // A large message's storage is not kept.
    if (record && record->raw.capacity() <= kSpareBytes)
        m_spare.push_back(std::move(record));
    record.reset();
    Lane* first = nullptr;
    for (Lane& lane : m_lanes) {
        if (auto filled = fill(lane); !filled)
            return Unexpected(filled.error());
        if (!lane.window.empty() && (first == nullptr || lane.window.front()->key() < first->window.front()->key()))
            first = &lane;
    }
    if (first == nullptr)
        return {};
    record = std::move(first->window.front());
    first->window.pop_front();
    first->windowBytes -= record->raw.size();
    prefetchFront(*first);
    if (record->order.ns < m_lastOrder)
        m_isOutOfOrder = true;
    m_lastOrder = record->order.ns;
    return {};
}

} // namespace echelle::ingest
