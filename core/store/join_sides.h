#pragma once

#include "core/dialog/analysis.h"
#include "core/store/database.h"

#include <functional>
#include <string>
#include <unordered_set>
#include <vector>

namespace echelle::store {

// What rows of a case show that rows of exports may be joined to. On the connection of the import.

// A call or a connection.
struct TraceRow {
    RowId row;
    dialog::RowKind kind = dialog::RowKind::Call;
    Timestamp start; // with the clock offset applied, as all times of rows
    std::string from;
    std::string to;
    std::string serverName;      // of a connection
    std::string connectionFacts; // of a connection: what its certificates name, among others
};
[[nodiscard]] std::vector<TraceRow> traceRows(Database& database);
[[nodiscard]] std::vector<RowId> rowsOfCallId(Database& database, const std::string& callId);
[[nodiscard]] RowId rowOfEvent(Database& database, EventId event);
[[nodiscard]] EventId connectionOfRow(Database& database, RowId row); // none where it is no connection

// A GUID that a message carries where Microsoft puts its correlation ids: the text of Reason, x-i of Contact, x-ti of
// Referred-By (verdicts.md "Codes on a trace"). Lower case.
struct SeenGuid {
    std::string guid;
    EventId message;
};
// Only those that are wanted; each once for a row's messages, at the first.
[[nodiscard]] std::vector<SeenGuid> guidsInMessages(Database& database, const std::unordered_set<std::string>& wanted);

} // namespace echelle::store
