#include "core/store/stored_sightings.h"

#include "core/base/diagnostic.h"
#include "core/store/case_reader_impl.h"
#include "core/store/packed_arguments.h"
#include "core/store/raw_bytes.h"

namespace echelle::store {

struct StoredSightings::Impl {
    explicit Impl(Database& db)
        : database(db)
        , read(db.prepare(
              "SELECT s.message,f.source,source.place_kind,s.place,s.position,s.time_ns+source.clock_offset_ns,"
              "s.relation,s.ip_id,f.connection,f.transport,a.address,a.port,a.device,b.address,b.port,b.device "
              "FROM (" +
              std::string(kAllSightings) +
              ") s JOIN flow f ON f.id=s.flow JOIN source ON source.id=f.source "
              "JOIN endpoint a ON a.id=f.from_endpoint "
              "JOIN endpoint b ON b.id=f.to_endpoint WHERE s.id=?"))
        , raw(db) {}
    Database& database;
    Statement read;
    RawBytes raw;
};

StoredSightings::StoredSightings(Database& database) : m_impl(std::make_unique<Impl>(database)) {}
StoredSightings::~StoredSightings() = default;

void StoredSightings::eachPlace(const std::function<void(const SightingPlace&)>& visit) {
    Statement s = m_impl->database.prepare(
        "SELECT s.id,f.source,s.place,s.position,s.time_ns+source.clock_offset_ns FROM (" + std::string(kAllSightings) +
        ") s JOIN flow f ON f.id=s.flow JOIN source ON source.id=f.source ORDER BY f.source,s.place,s.position");
    while (s && s.step())
        visit({s.integer(0), SourceId{s.integer(1)}, static_cast<std::uint64_t>(s.integer(2)), s.integer(3),
               timeAt(s, 4)});
}

bool StoredSightings::read(std::int64_t id, StoredSighting& into) {
    Statement& s = m_impl->read;
    if (!s)
        return false;
    s.bind(1, id);
    const bool isThere = s.step();
    if (isThere) {
        into.message = EventId{s.integer(0)};
        into.sighting.source = SourceId{s.integer(1)};
        into.sighting.place = {static_cast<PlaceKind>(s.integer(2)), static_cast<std::uint64_t>(s.integer(3))};
        into.sighting.indexInPlace = static_cast<std::uint32_t>(s.integer(4));
        into.sighting.time = timeAt(s, 5);
        into.sighting.relation = static_cast<dialog::SightingRelation>(s.integer(6));
        into.ipId = static_cast<std::uint16_t>(s.integer(7));
        into.connection = static_cast<std::uint64_t>(s.integer(8));
        into.transport = static_cast<Transport>(s.integer(9));
        into.raw = m_impl->raw.of(into.message);
        into.sighting.from = endpointAt(s, 10);
        into.sighting.to = endpointAt(s, 13);
    }
    s.reset();
    return isThere;
}

Error StoredSightings::lastError() const {
    Error error = m_impl->database.lastError();
    error.code = diag::kCaseDamaged;
    return error;
}

std::vector<StoredConnection> storedConnections(Database& database) {
    Statement s = database.prepare(
        "SELECT c.id,c.source,c.protocol,a.address,a.port,a.device,b.address,b.port,b.device,"
        "c.start_ns+source.clock_offset_ns,c.end_ns+source.clock_offset_ns,c.server_name,c.transport,"
        "c.first_frame,c.last_frame,c.packets,c.bytes_from_client,c.bytes_from_server,c.number,c.facts FROM connection "
        "c "
        "JOIN source ON source.id=c.source JOIN endpoint a ON a.id=c.client JOIN endpoint b ON b.id=c.server "
        "ORDER BY c.id");
    std::vector<StoredConnection> all;
    while (s && s.step()) {
        StoredConnection c;
        c.id = EventId{s.integer(0)};
        c.source = SourceId{s.integer(1)};
        c.facts.protocol = s.text(2);
        c.facts.client = endpointAt(s, 3);
        c.facts.server = endpointAt(s, 6);
        c.facts.start = timeAt(s, 9);
        c.facts.end = timeAt(s, 10);
        c.facts.serverName = s.text(11);
        c.facts.transport = static_cast<Transport>(s.integer(12));
        c.facts.firstFrame = static_cast<std::uint64_t>(s.integer(13));
        c.facts.lastFrame = static_cast<std::uint64_t>(s.integer(14));
        c.facts.packets = static_cast<std::uint64_t>(s.integer(15));
        c.facts.bytesFromClient = static_cast<std::uint64_t>(s.integer(16));
        c.facts.bytesFromServer = static_cast<std::uint64_t>(s.integer(17));
        c.facts.number = static_cast<std::uint64_t>(s.integer(18));
        c.facts.facts = unpackArguments(s.text(19));
        all.push_back(std::move(c));
    }
    return all;
}

std::vector<StoredPacket> storedPackets(Database& database) {
    Statement s = database.prepare(
        "SELECT p.id,f.source,p.kind,p.place,p.time_ns+source.clock_offset_ns,f.connection,f.transport,p.summary,"
        "a.address,a.port,a.device,b.address,b.port,b.device FROM packet p JOIN flow f ON f.id=p.flow "
        "JOIN source ON source.id=f.source JOIN endpoint a ON a.id=f.from_endpoint "
        "JOIN endpoint b ON b.id=f.to_endpoint ORDER BY p.id");
    std::vector<StoredPacket> all;
    while (s && s.step()) {
        StoredPacket p;
        p.id = EventId{s.integer(0)};
        p.source = SourceId{s.integer(1)};
        p.record.kind = s.text(2);
        p.record.frame = static_cast<std::uint64_t>(s.integer(3));
        p.record.time = timeAt(s, 4);
        p.record.connection = static_cast<std::uint64_t>(s.integer(5));
        p.record.flow = {endpointAt(s, 8), endpointAt(s, 11), static_cast<Transport>(s.integer(6))};
        p.record.summary = unpackArguments(s.text(7));
        all.push_back(std::move(p));
    }
    return all;
}

} // namespace echelle::store
