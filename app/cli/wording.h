#pragma once

#include "core/dialog/analysis.h"
#include "core/store/case_types.h"

#include <optional>
#include <string>
#include <vector>

namespace echelle::cli {

class Console;

// First to last message; nullopt without a clock.
[[nodiscard]] std::optional<Duration> spanOf(const dialog::RowFacts& facts);
// "2026-11-21 05:48:00.123", UTC, as the tables show it; "" without a clock.
[[nodiscard]] std::string shortTime(Timestamp time);
// A URI of From or To, its password or token hidden.
[[nodiscard]] std::string shownUri(const std::string& uri, const Console& console, bool areSecretsShown);
// Of a packet event, from its neutral facts: "TLS server_name=sbc.example.com".
[[nodiscard]] std::string summaryOf(const store::EventRecord& packet);
// One line per leg: its Call-ID, its hop, and why it was joined.
[[nodiscard]] std::vector<std::string> legLines(const std::vector<dialog::LegFacts>& legs, const Console& console);
// One line per join that was not made, seen from the row.
[[nodiscard]] std::vector<std::string> possibleLines(const std::vector<store::PossibleJoin>& joins, RowId row,
                                                     const Console& console);

} // namespace echelle::cli
