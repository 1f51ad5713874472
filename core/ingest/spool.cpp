#include "core/ingest/spool.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <tuple>
#include <type_traits>

namespace echelle::ingest {

namespace {

// All of a record but its bytes and its key. Written and read by the same process, so its layout is its own affair.
struct Tail {
    Timestamp time;
    Endpoint from;
    Endpoint to;
    std::uint64_t linkKey = 0;
    std::uint64_t connection = 0;
    std::int64_t storedMessage = 0;
    std::uint32_t interfaceIndex = 0;
    std::uint16_t ipId = 0;
    PlaceKind placeKind = PlaceKind::Frame;
    Transport transport = Transport::Unknown;
    dialog::SightingRelation storedRelation = dialog::SightingRelation::First;
    std::uint8_t ttl = 0;
    bool isFromCapture = true;
    bool isCut = false;
    bool isIncomplete = false;
};
static_assert(std::is_trivially_copyable_v<Tail>);

Error spoolError() {
    return {std::string(errno == ENOSPC ? diag::kOutputFull : diag::kOutputFailed),
            std::filesystem::temp_directory_path().string(),
            {{"reason", std::strerror(errno)}}};
}

} // namespace

Result<std::unique_ptr<Spool>> Spool::create() {
    std::unique_ptr<Spool> spool(new Spool);
    spool->m_file.reset(std::tmpfile());
    if (!spool->m_file)
        return Unexpected(spoolError());
    return spool;
}

Result<void> Spool::add(const Record& r) {
    const Tail tail{r.time,           r.from,  r.to,          r.linkKey,   r.connection,     r.storedMessage.value,
                    r.interfaceIndex, r.ipId,  r.place.kind,  r.transport, r.storedRelation, r.ttl,
                    r.isFromCapture,  r.isCut, r.isIncomplete};
    if (std::fwrite(&tail, sizeof tail, 1, m_file.get()) != 1 ||
        (!r.raw.empty() && std::fwrite(r.raw.data(), r.raw.size(), 1, m_file.get()) != 1))
        return Unexpected(spoolError());
    m_items.push_back(
        {r.order.ns, r.source.value, r.place.number, m_end, r.indexInPlace, static_cast<std::uint32_t>(r.raw.size())});
    m_end += sizeof tail + r.raw.size();
    return {};
}

void Spool::sort() {
    std::fflush(m_file.get());
    std::stable_sort(m_items.begin(), m_items.end(), [](const Item& a, const Item& b) {
        return std::tie(a.order, a.source, a.place, a.index) < std::tie(b.order, b.source, b.place, b.index);
    });
}

Result<bool> Spool::next(Record& r) {
    if (m_next == m_items.size())
        return false;
    const Item& item = m_items[m_next++];
    Tail tail;
    r = Record{};
    r.raw.resize(item.size);
    const int file = fileno(m_file.get());
    const auto at = static_cast<off_t>(item.offset);
    if (::pread(file, &tail, sizeof tail, at) != static_cast<ssize_t>(sizeof tail) ||
        ::pread(file, r.raw.data(), item.size, at + static_cast<off_t>(sizeof tail)) != static_cast<ssize_t>(item.size))
        return Unexpected(spoolError());
    r.order = Timestamp{item.order};
    r.source = SourceId{item.source};
    r.place = {tail.placeKind, item.place};
    r.indexInPlace = item.index;
    r.time = tail.time;
    r.from = tail.from;
    r.to = tail.to;
    r.linkKey = tail.linkKey;
    r.connection = tail.connection;
    r.storedMessage = EventId{tail.storedMessage};
    r.interfaceIndex = tail.interfaceIndex;
    r.ipId = tail.ipId;
    r.transport = tail.transport;
    r.storedRelation = tail.storedRelation;
    r.ttl = tail.ttl;
    r.isFromCapture = tail.isFromCapture;
    r.isCut = tail.isCut;
    r.isIncomplete = tail.isIncomplete;
    return true;
}

} // namespace echelle::ingest
