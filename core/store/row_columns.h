#pragma once

#include "core/store/case_types.h"
#include "core/store/database.h"

#include <string_view>

namespace echelle::store {

// The columns of table row that make a RowRecord; connection stands after them.
inline constexpr std::string_view kRowColumns =
    "SELECT "
    "row.id,row.kind,row.state,row.ended_by,row.partial,row.folded,row.fold_reason,row.start_ns,row.end_ns,row.setup_"
    "ns,"
    "row.talk_ns,row.from_uri,row.to_uri,row.from_display,row.to_display,row.final_status,row.final_reason,row."
    "messages,"
    "row.sightings,row.retransmissions,row.legs,row.forks,row.first_event,row.worst,row.cause_key,row.cause_rule,"
    "row.connection";
inline constexpr int kConnectionColumn = 26;

// Without Call-IDs, notes and what was seen of a connection, which other tables have.
[[nodiscard]] RowRecord readRowColumns(const Statement& s);

} // namespace echelle::store
