#pragma once

#include "core/base/result.h"
#include "core/rules/media/stream_matcher.h"
#include "core/store/case_types.h"
#include "core/store/database.h"

#include <map>
#include <string>
#include <vector>

namespace echelle::store {

// The RTP streams of a case, and what the analysis takes them to be. For imports: on the connection, and within the
// transaction, of one.
Result<void> addStreams(Database& database, SourceId source, const std::vector<net::StreamFacts>& streams);
// In order of their ids; times with the clock offset applied.
[[nodiscard]] std::vector<rules::SourcedStream> storedStreams(Database& database);
Result<void> addStreamRoles(Database& database, const std::vector<StreamRole>& roles);
// The source that shows a message, and the latest time of every source.
[[nodiscard]] SourceId sourceOf(Database& database, EventId message);
[[nodiscard]] std::map<SourceId, Timestamp> sourceEnds(Database& database);

// Payload types and reports as one value each: numbers, packed as packed_arguments.h says.
[[nodiscard]] std::string packPayloadTypes(const std::vector<net::PayloadTypeFacts>& types);
[[nodiscard]] std::vector<net::PayloadTypeFacts> unpackPayloadTypes(std::string_view packed);
[[nodiscard]] std::string packReports(const net::ReceiverReports& reports);
[[nodiscard]] net::ReceiverReports unpackReports(std::string_view packed);

// Columns of kStreamColumns: the facts, without the clock offset.
inline constexpr std::string_view kStreamColumns =
    "s.id,s.source,s.sender,s.sender_port,s.receiver,s.receiver_port,s.ssrc,s.start_ns+source.clock_offset_ns,"
    "s.end_ns+source.clock_offset_ns,s.first_frame,s.last_frame,s.packets,s.lost,s.duplicates,s.late,s.bytes,s.relayed,"
    "s.regular,s.payload_types,s.reports";
inline constexpr int kStreamColumnCount = 20;
[[nodiscard]] rules::SourcedStream readStreamColumns(const Statement& s);

} // namespace echelle::store
