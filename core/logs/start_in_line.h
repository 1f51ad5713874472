#pragma once

#include <cstddef>
#include <string_view>

namespace echelle::logs {

// Where on the line a SIP start line begins that goes to the line's end, perhaps behind what a program wrote before it;
// npos where there is none. Request: METHOD SP uri SP SIP/2.0. Response: SIP/2.0 SP three digits.
[[nodiscard]] std::size_t findStartInLine(std::string_view line);

} // namespace echelle::logs
