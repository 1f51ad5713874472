#pragma once

#include <string>
#include <string_view>

namespace echelle::logs {

// The line without the colour codes of a terminal ("ESC [ 1;32 m"), also where an editor lost the ESC at the line's
// beginning. A view of the line itself where there are none, else of scratch.
[[nodiscard]] std::string_view withoutColours(std::string_view line, std::string& scratch);

} // namespace echelle::logs
