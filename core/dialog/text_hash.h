#pragma once

#include "core/base/hash.h"

#include <cstdint>
#include <string_view>

namespace echelle::dialog {

// hash64 of a text that may be a view of nothing: absent header values have no address.
[[nodiscard]] inline std::uint64_t hashOf(std::string_view text, std::uint64_t seed = 0) {
    return text.empty() ? seed ^ 0x5bd1e9955bd1e995ULL : hash64(text, seed);
}
// The same, with 0 for none: tags, branches, nonces.
[[nodiscard]] inline std::uint64_t hashOrZero(std::string_view text) {
    return text.empty() ? 0 : hash64(text);
}

} // namespace echelle::dialog
