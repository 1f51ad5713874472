#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace echelle::compare {

inline constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// Two sequences set beside each other: an index into each, or kNone where the other has nothing like it.
struct AlignedPair {
    std::size_t a = kNone;
    std::size_t b = kNone;
    friend bool operator==(const AlignedPair&, const AlignedPair&) = default;
};

// The pairing, in order, whose scores have the greatest sum (Needleman and Wunsch, gaps cost nothing); of equal ones
// that which pairs early. score: how much alike two are; 0 or less: never paired. Takes n * m steps and bytes.
[[nodiscard]] std::vector<AlignedPair> align(std::size_t n, std::size_t m,
                                             const std::function<int(std::size_t, std::size_t)>& score);

} // namespace echelle::compare
