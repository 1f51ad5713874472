#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace echelle {

using ByteView = std::span<const std::uint8_t>;

[[nodiscard]] inline std::string_view asText(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
[[nodiscard]] inline ByteView asBytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// Reads of fixed width; the caller has checked that the bytes are there.
[[nodiscard]] inline std::uint16_t readBe16(const std::uint8_t* p) {
    return static_cast<std::uint16_t>(p[0] << 8 | p[1]);
}
[[nodiscard]] inline std::uint32_t readBe32(const std::uint8_t* p) {
    return static_cast<std::uint32_t>(p[0]) << 24 | static_cast<std::uint32_t>(p[1]) << 16 | static_cast<std::uint32_t>(p[2]) << 8 |
           p[3];
}
[[nodiscard]] inline std::uint64_t readBe64(const std::uint8_t* p) {
    return static_cast<std::uint64_t>(readBe32(p)) << 32 | readBe32(p + 4);
}
[[nodiscard]] inline std::uint16_t readLe16(const std::uint8_t* p) {
    return static_cast<std::uint16_t>(p[1] << 8 | p[0]);
}
[[nodiscard]] inline std::uint32_t readLe32(const std::uint8_t* p) {
    return static_cast<std::uint32_t>(p[3]) << 24 | static_cast<std::uint32_t>(p[2]) << 16 | static_cast<std::uint32_t>(p[1]) << 8 |
           p[0];
}

} // namespace echelle
