#include "core/ingest/stored_stream.h"

#include "core/store/stored_sightings.h"

#include <algorithm>
#include <tuple>

namespace echelle::ingest {

StoredStream::StoredStream(store::Database& database, std::stop_token stop)
    : m_reader(database), m_stop(std::move(stop)) {
    // In file order within each source, so that a record without time can follow its predecessor.
    std::int64_t source = 0;
    Timestamp last;
    m_reader.eachPlace([&](const store::SightingPlace& p) {
        if (p.source.value != source) {
            source = p.source.value;
            last = Timestamp{};
        }
        if (p.time.isValid())
            last = p.time;
        const Timestamp order = p.time.isValid() ? p.time : last.isValid() ? last : kAfterAll;
        m_items.push_back({order.ns, p.source.value, static_cast<std::int64_t>(p.place), p.position, p.id});
    });
    std::sort(m_items.begin(), m_items.end(), [](const Item& a, const Item& b) {
        return std::tie(a.order, a.source, a.place, a.position) < std::tie(b.order, b.source, b.place, b.position);
    });
}

Result<bool> StoredStream::next(Record& record) {
    if (m_next == m_items.size() || m_stop.stop_requested())
        return false;
    const Item& item = m_items[m_next++];
    store::StoredSighting stored;
    if (!m_reader.read(item.sighting, stored))
        return Unexpected(m_reader.lastError());
    record = Record{};
    record.raw = std::move(stored.raw);
    record.source = stored.sighting.source;
    record.place = stored.sighting.place;
    record.indexInPlace = stored.sighting.indexInPlace;
    record.time = stored.sighting.time;
    record.order = Timestamp{item.order};
    record.from = stored.sighting.from;
    record.to = stored.sighting.to;
    record.transport = stored.transport;
    record.isFromCapture = stored.sighting.place.kind == PlaceKind::Frame;
    record.ipId = stored.ipId;
    record.connection = stored.connection;
    record.storedMessage = stored.message;
    record.storedRelation = stored.sighting.relation;
    return true;
}

} // namespace echelle::ingest
