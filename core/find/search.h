#pragma once

#include "core/find/pattern.h"
#include "core/store/case_reader.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

namespace echelle::find {

// One message that holds what was looked for.
struct Hit {
    EventId event;
    RowId row;
    Match match; // the first in the message
};

struct SearchReport {
    std::vector<Hit> hits;      // in the case's order
    std::uint64_t searched = 0; // messages looked at
    std::uint64_t limited = 0;  // messages on which the limits of the expression were reached: it may be in them
    bool isCancelled = false;   // there may be more hits than these
};

// Looks through the raw bytes of all messages of a case. progress hears the count of messages looked at, now and then.
// Error kSearchExpression.
Result<SearchReport> search(store::CaseReader& reader, const Query& query, std::stop_token stop,
                            const std::function<void(std::uint64_t)>& progress = {});

// The hit after (or before) the current one, round at the ends; kNoHit where there is none. current kNoHit: the first,
// or the last.
enum class Way : std::uint8_t { Next, Previous };
[[nodiscard]] std::size_t step(const std::vector<Hit>& hits, std::size_t current, Way way);
inline constexpr std::size_t kNoHit = static_cast<std::size_t>(-1);

} // namespace echelle::find
