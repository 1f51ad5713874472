#pragma once

#include <cstdint>

namespace echelle::capture {

// model.md "Bounds": 200:1 after 16 MiB. Text logs compress 30:1, captures less; beyond it is a bomb.
[[nodiscard]] constexpr bool exceedsRatio(std::uint64_t produced, std::uint64_t consumed) {
    return produced > (std::uint64_t{16} << 20) && produced / 200 > consumed;
}

} // namespace echelle::capture
