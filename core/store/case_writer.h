#pragma once

#include "core/base/result.h"
#include "core/dialog/analysis.h"
#include "core/net/payload.h"
#include "core/record/export_row.h"
#include "core/store/case_types.h"
#include "core/store/database.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::store {

// First sightings have the id of their message; further ones count from here.
inline constexpr std::int64_t kFurtherSightings = std::int64_t{1} << 40;

// Where a message's bytes lie in WriteBatch::raw.
struct RawPlace {
    std::size_t start = 0;
    std::size_t size = 0;
};

// A new message with its first sighting.
struct NewMessage {
    EventId id;
    SightingRecord sighting;
    std::uint16_t ipId = 0;
    std::uint64_t connection = 0;
    Transport transport = Transport::Unknown;
    sip::Method method = sip::Method::Other;
    int status = 0;
    std::uint32_t defects = 0;
    RawPlace raw; // by WriteBatch::keep
};

// A further sighting of a message that is there.
struct NewSighting {
    EventId message;
    SightingRecord sighting;
    Transport transport = Transport::Unknown;
    std::uint16_t ipId = 0;
    std::uint64_t connection = 0;
};

// A connection that could not be read as SIP; it is an event of its own (kind packet).
struct NewConnection {
    EventId id;
    SourceId source;
    net::ConnectionFacts facts;
};

// A packet that is an event.
struct NewPacket {
    EventId id;
    SourceId source;
    std::uint32_t position = 0; // among the packets of its frame
    net::PacketRecord record;
};

// A row of a diagnostic export; its moments are events with ids from its own on.
struct NewRecord {
    EventId id;
    SourceId source;
    Place place;
    record::Table table = record::Table::None;
    std::vector<record::Moment> moments;
    std::string fields; // packed
};

// A leg whose ladder shows a packet.
struct NewPacketRole {
    EventId event;
    LegId leg;
    Timestamp order; // as in NewRole
};

// Where the analysis put an event.
struct NewRole {
    EventId event;
    LegId leg;
    Timestamp order; // effective time: the place in the case's order, then source and place decide
    EventId retransmissionOf;
    EventId nextHopOf;
    dialog::SdpRole sdpRole = dialog::SdpRole::None;
    dialog::SessionNote note = dialog::SessionNote::None;
};

struct NewRow {
    dialog::RowFacts facts;
    std::vector<rules::Finding> findings; // ids 0; explainedBy: index + 1
    EventId connection;                   // of kind connection
};

// What the reading side hands to the writing side at a time.
struct WriteBatch {
    std::vector<NewMessage> messages;
    std::vector<NewSighting> sightings;
    std::vector<NewConnection> connections;
    std::vector<NewPacket> packets;
    std::vector<NewRecord> records;
    std::vector<NewRole> roles;
    std::vector<NewPacketRole> packetRoles;
    std::vector<dialog::LegFacts> legs;
    std::vector<NewRow> rows;
    std::string raw; // bytes of the messages, in their order

    // Copies a message's bytes into the batch.
    [[nodiscard]] RawPlace keep(std::string_view bytes);

    [[nodiscard]] bool isEmpty() const {
        return messages.empty() && sightings.empty() && connections.empty() && packets.empty() && records.empty() &&
               roles.empty() && packetRoles.empty() && legs.empty() && rows.empty();
    }
    void clear(); // keeps the storage
};

class NewCaseTables;

// Writes batches into a case. Between begin and commit everything is one transaction of the connection. Not
// thread-safe: one thread at a time.
class CaseWriter {
public:
    // database outlives the writer and has the schema. Endpoints already stored are read in. tables: of a new case
    // whose large tables are laid out by them; outlive the writing of batches.
    explicit CaseWriter(Database& database, NewCaseTables* tables = nullptr);
    ~CaseWriter();
    CaseWriter(const CaseWriter&) = delete;
    CaseWriter& operator=(const CaseWriter&) = delete;

    Result<void> write(const WriteBatch& batch);
    // A source is written when it has been read, with its counts and import log.
    Result<void> writeSource(const SourceRecord& source);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

// First cause that nothing explains, else nullptr: what a row is grouped by.
[[nodiscard]] const rules::Finding* leadingCause(const std::vector<rules::Finding>& findings);
[[nodiscard]] rules::Severity worstSeverity(const std::vector<rules::Finding>& findings);

} // namespace echelle::store
