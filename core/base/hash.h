#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace echelle {

// A fast 64-bit hash for tables and join keys; not for security. Equal bytes give equal values in every run and on
// every little-endian machine, since join keys are stored in cases and compared there.
[[nodiscard]] inline std::uint64_t hash64(const void* data, std::size_t size, std::uint64_t seed = 0) noexcept {
    constexpr std::uint64_t kA = 0x9e3779b97f4a7c15ULL;
    constexpr std::uint64_t kB = 0xc2b2ae3d27d4eb4fULL;
    const auto* p = static_cast<const unsigned char*>(data);
    std::uint64_t h = (seed ^ kB) + size * kA;
    const auto mix = [&h](std::uint64_t word) {
        h ^= word * kB;
        h = (h << 31 | h >> 33) * kA;
    };
    const auto wordAt = [&p](std::size_t offset) {
        std::uint64_t word = 0;
        std::memcpy(&word, p + offset, 8);
        return word;
    };
    // Of long data four words at a time, whose multiplications do not wait for one another.
    while (size >= 32) {
        mix((wordAt(0) * kA ^ wordAt(8)) * kB + (wordAt(16) * kA ^ wordAt(24)));
        p += 32;
        size -= 32;
    }
    while (size >= 8) {
        mix(wordAt(0));
        p += 8;
        size -= 8;
    }
    std::uint64_t tail = 0;
    std::memcpy(&tail, p, size);
    mix(tail);
    h ^= h >> 29;
    h *= 0xbf58476d1ce4e5b9ULL;
    return h ^ h >> 32;
}

[[nodiscard]] inline std::uint64_t hash64(std::string_view text, std::uint64_t seed = 0) noexcept {
    return hash64(text.data(), text.size(), seed);
}

} // namespace echelle
