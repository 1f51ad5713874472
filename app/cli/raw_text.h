#pragma once

#include <string>
#include <string_view>

namespace echelle::cli {

// Captured bytes as a terminal may show them: line ends and tabs stay, other control characters and what is no UTF-8
// become U+FFFD, so that a captured escape sequence does nothing.
[[nodiscard]] std::string terminalSafe(std::string_view bytes);

} // namespace echelle::cli
