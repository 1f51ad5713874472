#pragma once

#include "core/base/timestamp.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace echelle::record {

// Which of day and month comes first in 03/04/2026.
enum class DateOrder : std::uint8_t { DayFirst, MonthFirst };

// What a text tells of that order.
enum class DateHint : std::uint8_t { None, DayFirst, MonthFirst };
[[nodiscard]] DateHint dateHint(std::string_view text);

// A time as exports and spreadsheets write it: RFC 3339 with T or a blank, with or without fraction and zone;
// 31/12/2026, 31.12.2026 and 31-12-2026 with 23:59, 23:59:58 or 11:59:58 PM. Without a zone it is UTC, as reports say
// of themselves. nullopt for anything else; the null date of Graph, 0001-01-01, is the invalid time.
[[nodiscard]] std::optional<Timestamp> parseTime(std::string_view text, DateOrder order);

// Yes, Oui, Ja, Sí, True, Vrai, Wahr, 1 ... and their contraries.
[[nodiscard]] std::optional<bool> parseBool(std::string_view text);

// With a decimal point or comma; blanks and no-break blanks between thousands.
[[nodiscard]] std::optional<double> parseDecimal(std::string_view text);
[[nodiscard]] std::optional<std::int64_t> parseInteger(std::string_view text); // 403, 403.0 and 403,0

// Seconds as a number, or as hh:mm:ss, or as PT5.2S (ISO 8601 4.4.3).
[[nodiscard]] std::optional<double> parseSeconds(std::string_view text);

} // namespace echelle::record
