#pragma once

#include "core/base/error.h"

#include <string>
#include <string_view>

namespace echelle::store {

// A finding's arguments in one value, as a row for each costs more than all the rest of the finding: names and values
// in turn, each as its length in decimal digits, a colon, and its bytes. "4:from10:+331990000".
[[nodiscard]] std::string packArguments(const Arguments& arguments);
// Ends at the first thing that is not as above.
[[nodiscard]] Arguments unpackArguments(std::string_view packed);

} // namespace echelle::store
