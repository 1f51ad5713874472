#include "core/store/schema.h"

#include "core/base/diagnostic.h"

#include <string>

namespace echelle::store {

namespace {

// Evidence: written once, by an import.
constexpr std::string_view kEvidence = R"sql(
CREATE TABLE source(
  id INTEGER PRIMARY KEY, path TEXT NOT NULL, format TEXT NOT NULL, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL,
  packets INTEGER NOT NULL, messages INTEGER NOT NULL, records INTEGER NOT NULL,
  clock TEXT NOT NULL, zone TEXT NOT NULL, zone_basis TEXT NOT NULL, place_kind INTEGER NOT NULL,
  first_ns INTEGER, last_ns INTEGER, clock_offset_ns INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE skipped(
  source INTEGER NOT NULL REFERENCES source(id), protocol TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY(source, protocol)) STRICT, WITHOUT ROWID;
CREATE TABLE import_log(
  id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source(id), code TEXT NOT NULL, detail TEXT NOT NULL,
  count INTEGER NOT NULL) STRICT;
CREATE TABLE import_log_place(
  item INTEGER NOT NULL REFERENCES import_log(id), ordinal INTEGER NOT NULL, kind INTEGER NOT NULL, number INTEGER NOT NULL,
  PRIMARY KEY(item, ordinal)) STRICT, WITHOUT ROWID;
CREATE TABLE endpoint(
  id INTEGER PRIMARY KEY, address TEXT NOT NULL, port INTEGER NOT NULL, device INTEGER NOT NULL) STRICT;
-- The way from one endpoint to another over one transport, as a source shows it; connection: number of the TCP connection
-- in its source, 0 for datagrams.
CREATE TABLE flow(
  id INTEGER PRIMARY KEY, source INTEGER NOT NULL, from_endpoint INTEGER NOT NULL, to_endpoint INTEGER NOT NULL, transport INTEGER NOT NULL,
  connection INTEGER NOT NULL) STRICT;
-- Raw bytes of messages, one after the other: far cheaper to write, check and search than a value for each message. The
-- bytes of a case are numbered; the id is the number of the chunk's first.
CREATE TABLE chunk(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
-- A message and its first sighting: the size bytes from raw_at on, which lie in one chunk, seen at place on their way.
CREATE TABLE message(
  id INTEGER PRIMARY KEY, method INTEGER NOT NULL, status INTEGER NOT NULL, defects INTEGER NOT NULL, place INTEGER NOT NULL,
  position INTEGER NOT NULL, time_ns INTEGER, flow INTEGER NOT NULL, ip_id INTEGER NOT NULL, raw_at INTEGER NOT NULL,
  size INTEGER NOT NULL) STRICT;
-- Further sightings; their ids count from 2^40, so that those of messages stand for first sightings.
CREATE TABLE sighting(
  id INTEGER PRIMARY KEY, message INTEGER NOT NULL, place INTEGER NOT NULL, position INTEGER NOT NULL,
  time_ns INTEGER, flow INTEGER NOT NULL, relation INTEGER NOT NULL, ip_id INTEGER NOT NULL) STRICT;
CREATE TABLE connection(
  id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source(id), protocol TEXT NOT NULL,
  client INTEGER NOT NULL, server INTEGER NOT NULL, transport INTEGER NOT NULL, start_ns INTEGER, end_ns INTEGER,
  first_frame INTEGER NOT NULL, last_frame INTEGER NOT NULL, packets INTEGER NOT NULL,
  bytes_from_client INTEGER NOT NULL, bytes_from_server INTEGER NOT NULL, server_name TEXT NOT NULL,
  number INTEGER NOT NULL DEFAULT 0, facts BLOB NOT NULL DEFAULT x'') STRICT; -- facts: packed_arguments.h
)sql";
// Packets that are events. The summary is packed as packed_arguments.h says; the bytes are those of the layer that the
// kind names (net::PacketEvent). flow.connection: that of the connection whose packet it is, connection.number where
// that is a row.
constexpr std::string_view kPackets = R"sql(
CREATE TABLE packet(
  id INTEGER PRIMARY KEY, place INTEGER NOT NULL, position INTEGER NOT NULL, time_ns INTEGER, flow INTEGER NOT NULL,
  kind TEXT NOT NULL, summary BLOB NOT NULL, bytes BLOB NOT NULL) STRICT;
)sql";
// Rows of diagnostic exports, and the times they tell: each an event. A record has the id of its first event. form and
// moment: record::Table and record::MomentKind; fields as record::packFields() has them.
constexpr std::string_view kRecords = R"sql(
CREATE TABLE record(
  id INTEGER PRIMARY KEY, source INTEGER NOT NULL, place INTEGER NOT NULL, form INTEGER NOT NULL,
  fields BLOB NOT NULL) STRICT;
CREATE TABLE record_event(
  id INTEGER PRIMARY KEY, record INTEGER NOT NULL, moment INTEGER NOT NULL, time_ns INTEGER) STRICT;
)sql";
// Legs that show a packet: that of its connection's row, or those of calls that it happened to.
constexpr std::string_view kPacketRoles = R"sql(
CREATE TABLE packet_role(
  event INTEGER NOT NULL, leg INTEGER NOT NULL, order_ns INTEGER NOT NULL, PRIMARY KEY(event, leg)) STRICT, WITHOUT ROWID;
)sql";

// RTP streams, those that only might be some among them (regular: 0). payload_types and reports: packed_stream.h.
constexpr std::string_view kStreams = R"sql(
CREATE TABLE stream(
  id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source(id), sender TEXT NOT NULL,
  sender_port INTEGER NOT NULL, receiver TEXT NOT NULL, receiver_port INTEGER NOT NULL, ssrc INTEGER NOT NULL, start_ns INTEGER, end_ns INTEGER, first_frame INTEGER NOT NULL, last_frame INTEGER NOT NULL,
  packets INTEGER NOT NULL, lost INTEGER NOT NULL, duplicates INTEGER NOT NULL, late INTEGER NOT NULL,
  bytes INTEGER NOT NULL, relayed INTEGER NOT NULL, regular INTEGER NOT NULL, payload_types BLOB NOT NULL,
  reports BLOB NOT NULL) STRICT;
)sql";
// What each stream is taken to be: of which leg, with which codec. Streams without a role are not shown.
constexpr std::string_view kStreamRoles = R"sql(
CREATE TABLE stream_role(
  stream INTEGER PRIMARY KEY, leg INTEGER, to_initiator INTEGER NOT NULL, video INTEGER NOT NULL, codec TEXT NOT NULL,
  clock_rate INTEGER NOT NULL, protection INTEGER NOT NULL, dtmf_events INTEGER NOT NULL) STRICT;
)sql";

// Joins of legs that were not made, and why they might be.
constexpr std::string_view kPossibleJoins = R"sql(
CREATE TABLE possible_join(
  leg_a INTEGER NOT NULL, leg_b INTEGER NOT NULL, strategy TEXT NOT NULL, score INTEGER NOT NULL, evidence TEXT NOT NULL,
  PRIMARY KEY(leg_a, leg_b)) STRICT, WITHOUT ROWID;
)sql";

// Analysis: a function of evidence and settings, rebuilt at will.
constexpr std::string_view kAnalysis = R"sql(
CREATE TABLE row(
  id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, state INTEGER NOT NULL, ended_by INTEGER NOT NULL,
  partial INTEGER NOT NULL, folded INTEGER NOT NULL, fold_reason TEXT NOT NULL, start_ns INTEGER, end_ns INTEGER,
  setup_ns INTEGER, talk_ns INTEGER, from_uri TEXT NOT NULL, to_uri TEXT NOT NULL, from_display TEXT NOT NULL,
  to_display TEXT NOT NULL, final_status INTEGER NOT NULL, final_reason TEXT NOT NULL, messages INTEGER NOT NULL,
  sightings INTEGER NOT NULL, retransmissions INTEGER NOT NULL, legs INTEGER NOT NULL, forks INTEGER NOT NULL,
  first_event INTEGER NOT NULL, worst INTEGER NOT NULL, cause_key TEXT NOT NULL, cause_rule TEXT NOT NULL,
  connection INTEGER) STRICT;
CREATE TABLE row_call_id(
  row INTEGER NOT NULL, ordinal INTEGER NOT NULL, call_id TEXT NOT NULL, PRIMARY KEY(row, ordinal)) STRICT, WITHOUT ROWID;
CREATE TABLE leg(
  id INTEGER PRIMARY KEY, row INTEGER NOT NULL, call_id TEXT NOT NULL, from_tag TEXT NOT NULL, hop_a INTEGER NOT NULL,
  hop_b INTEGER NOT NULL, joined_to INTEGER, strategy TEXT NOT NULL, score INTEGER NOT NULL, evidence TEXT NOT NULL,
  forks INTEGER NOT NULL) STRICT;
CREATE TABLE role(
  event INTEGER PRIMARY KEY, leg INTEGER NOT NULL, order_ns INTEGER NOT NULL,
  retransmission_of INTEGER, next_hop_of INTEGER, sdp_role INTEGER NOT NULL, note INTEGER NOT NULL) STRICT;
CREATE TABLE failing(event INTEGER PRIMARY KEY, row INTEGER NOT NULL) STRICT;
CREATE TABLE finding(
  id INTEGER PRIMARY KEY, row INTEGER NOT NULL, ordinal INTEGER NOT NULL, rule TEXT NOT NULL, severity INTEGER NOT NULL,
  evidence INTEGER NOT NULL, role INTEGER NOT NULL, side INTEGER NOT NULL, explained_by INTEGER, sip INTEGER NOT NULL,
  microsoft INTEGER NOT NULL, q850 INTEGER NOT NULL, arguments BLOB NOT NULL) STRICT; -- packed_arguments.h
CREATE TABLE finding_proof(
  finding INTEGER NOT NULL, ordinal INTEGER NOT NULL, event INTEGER NOT NULL, PRIMARY KEY(finding, ordinal)) STRICT, WITHOUT ROWID;
-- kind: 0 catalog key, 1 also, 2 derived
CREATE TABLE finding_key(
  finding INTEGER NOT NULL, kind INTEGER NOT NULL, ordinal INTEGER NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY(finding, kind, ordinal)) STRICT, WITHOUT ROWID;
)sql";

// The user's own: never touched by an import or an analysis.
constexpr std::string_view kNotes = R"sql(
CREATE TABLE note(
  id INTEGER PRIMARY KEY AUTOINCREMENT, event INTEGER, row INTEGER, text TEXT NOT NULL, created_ns INTEGER NOT NULL,
  changed_ns INTEGER NOT NULL) STRICT;
)sql";
constexpr std::string_view kLanes = R"sql(
CREATE TABLE lane(
  address TEXT PRIMARY KEY, name TEXT NOT NULL, position INTEGER NOT NULL, hidden INTEGER NOT NULL,
  merged_into TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
)sql";

// The user's links of legs, and the highest number a row ever had: none is given twice.
constexpr std::string_view kLegLinks = R"sql(
CREATE TABLE leg_link(
  id INTEGER PRIMARY KEY AUTOINCREMENT, event_a INTEGER NOT NULL, event_b INTEGER NOT NULL, joined INTEGER NOT NULL,
  created_ns INTEGER NOT NULL) STRICT;
CREATE TABLE last_row(id INTEGER PRIMARY KEY CHECK(id=1), number INTEGER NOT NULL) STRICT;
)sql";

std::string versionPragmas() {
    return "PRAGMA application_id=" + std::to_string(kApplicationId) +
           ";PRAGMA user_version=" + std::to_string(kSchemaVersion) + ";";
}

} // namespace

Result<void> createSchema(Database& database) {
    std::string sql(kEvidence);
    sql += kPackets;
    sql += kRecords;
    sql += kAnalysis;
    sql += kPacketRoles;
    sql += kPossibleJoins;
    sql += kStreams;
    sql += kStreamRoles;
    sql += kNotes;
    sql += kLanes;
    sql += kLegLinks;
    sql += versionPragmas();
    return database.execute(sql);
}

Result<void> createEarlyIndexes(Database& database) {
    return database.execute(R"sql(
CREATE INDEX IF NOT EXISTS sighting_message ON sighting(message);
CREATE INDEX IF NOT EXISTS role_leg ON role(leg);
CREATE INDEX IF NOT EXISTS leg_row ON leg(row);
)sql");
}

Result<void> createIndexes(Database& database) {
    if (auto created = createEarlyIndexes(database); !created)
        return created;
    return database.execute(R"sql(
CREATE INDEX IF NOT EXISTS packet_role_leg ON packet_role(leg);
CREATE INDEX IF NOT EXISTS stream_role_leg ON stream_role(leg);
CREATE INDEX IF NOT EXISTS row_call_id_text ON row_call_id(call_id);
-- All that RowIndex reads: a tenth of the table.
CREATE INDEX IF NOT EXISTS row_list ON row(
  start_ns, end_ns, kind, state, worst, folded, final_status, messages, cause_key);
CREATE INDEX IF NOT EXISTS finding_row ON finding(row);
CREATE INDEX IF NOT EXISTS failing_row ON failing(row);
CREATE INDEX IF NOT EXISTS import_log_source ON import_log(source);
)sql");
}

Result<void> clearAnalysis(Database& database) {
    return database.execute(
        "DELETE FROM row;DELETE FROM row_call_id;DELETE FROM leg;DELETE FROM role;DELETE FROM packet_role;"
        "DELETE FROM failing;DELETE FROM possible_join;DELETE FROM stream_role;"
        "DELETE FROM finding;DELETE FROM finding_proof;DELETE FROM finding_key;");
}

Result<std::int64_t> checkVersion(Database& database) {
    Statement application = database.prepare("PRAGMA application_id");
    if (!application || !application.step()) {
        Error error = database.lastError();
        if (error.code != diag::kCaseForeign && error.code != diag::kFileUnreadable)
            error.code = diag::kCaseDamaged;
        return Unexpected(error);
    }
    if (application.integer(0) != kApplicationId)
        return Unexpected(Error{std::string(diag::kCaseForeign), database.path(), {}});
    const std::int64_t version = database.queryInteger("PRAGMA user_version");
    if (version > kSchemaVersion)
        return Unexpected(Error{std::string(diag::kCaseNewer),
                                database.path(),
                                {{"version", std::to_string(version)}, {"known", std::to_string(kSchemaVersion)}}});
    const std::int64_t tables = database.queryInteger("SELECT count(*) FROM sqlite_schema WHERE type='table' AND name "
                                                      "IN ('source','chunk','message','sighting','row','leg','role')");
    if (version < 1 || tables != 7)
        return Unexpected(Error{std::string(diag::kCaseDamaged), database.path(), {}});
    return version;
}

Result<void> migrate(Database& database, std::int64_t fromVersion) {
    if (auto begun = database.execute("BEGIN IMMEDIATE"); !begun)
        return begun;
    std::string sql;
    if (fromVersion < 2) // version 1 had notes and no lanes
        sql += kLanes;
    if (fromVersion < 3) { // and version 2 no events but messages and connections, and no joins
        sql += "ALTER TABLE connection ADD COLUMN number INTEGER NOT NULL DEFAULT 0;"
               "ALTER TABLE connection ADD COLUMN facts BLOB NOT NULL DEFAULT x'';";
        sql += kPackets;
        sql += kPacketRoles;
        sql += kPossibleJoins;
        sql += kLegLinks;
    }
    if (fromVersion < 4) // version 3 had no records
        sql += kRecords;
    if (fromVersion < 4) { // nor RTP streams
        sql += kStreams;
        sql += kStreamRoles;
    }
    sql += "PRAGMA user_version=" + std::to_string(kSchemaVersion) + ";COMMIT;";
    if (auto done = database.execute(sql); !done) {
        (void)database.execute("ROLLBACK");
        return done;
    }
    return {};
}

} // namespace echelle::store
