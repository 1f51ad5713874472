#pragma once

#include "core/logs/log_clock.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace echelle::logs {

// A time at the front of a text, in one of the forms that logs use:
//   2014-10-14 13:22:45.886   2014-10-14T13:22:45.886+02:00   2014-10-14T13:22:45Z
//   Mar 16 16:05:41.123   Mar 16 2026 16:05:41   16:05:41.123
// length: how many bytes it takes. nullopt where there is none.
struct TimeText {
    LogTime time;
    std::size_t length = 0;
};
[[nodiscard]] std::optional<TimeText> readTime(std::string_view text);

// The last time in what stands before a line's text, which is the device's own where a collector put another before it.
// "*" and "." before it (a Cisco clock that is not set, or lost its source) are passed over.
struct PlacedTime {
    LogTime time;
    std::size_t begin = 0;
};
[[nodiscard]] std::optional<PlacedTime> findLastTime(std::string_view prefix);

// The time in what stands before a line's text, wherever it stands there: one that says its zone, else one in square
// brackets, else the first.
[[nodiscard]] std::optional<LogTime> findTime(std::string_view prefix);

// Seconds since 1970 with an optional fraction, "1795220410.378003". nullopt for anything else.
[[nodiscard]] std::optional<LogTime> timeFromEpoch(std::string_view text);

} // namespace echelle::logs
