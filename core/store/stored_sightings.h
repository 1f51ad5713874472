#pragma once

#include "core/net/payload.h"
#include "core/store/case_types.h"
#include "core/store/database.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace echelle::store {

// Where a stored sighting stands; the time has its source's clock offset applied.
struct SightingPlace {
    std::int64_t id = 0;
    SourceId source;
    std::uint64_t place = 0;
    std::int64_t position = 0;
    Timestamp time;
};

struct StoredSighting {
    EventId message;
    SightingRecord sighting; // the time has its source's clock offset applied
    Transport transport = Transport::Unknown;
    std::uint16_t ipId = 0;
    std::uint64_t connection = 0;
    std::string raw;
};

// Reads a case's evidence back for an analysis, on the connection that also writes it.
class StoredSightings {
public:
    explicit StoredSightings(Database& database);
    ~StoredSightings();
    StoredSightings(const StoredSightings&) = delete;
    StoredSightings& operator=(const StoredSightings&) = delete;

    // Every sighting, by source and then in file order.
    void eachPlace(const std::function<void(const SightingPlace&)>& visit);
    [[nodiscard]] bool read(std::int64_t id, StoredSighting& into); // false: the case is damaged
    [[nodiscard]] Error lastError() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

// The stored connections, for an analysis that is made again.
struct StoredConnection {
    EventId id;
    SourceId source;
    net::ConnectionFacts facts; // times with the clock offset applied
};
[[nodiscard]] std::vector<StoredConnection> storedConnections(Database& database);

// The stored packets, in order of their ids and without their bytes, which no rule reads.
struct StoredPacket {
    EventId id;
    SourceId source;
    net::PacketRecord record; // time with the clock offset applied
};
[[nodiscard]] std::vector<StoredPacket> storedPackets(Database& database);

} // namespace echelle::store
