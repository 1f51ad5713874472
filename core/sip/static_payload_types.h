#pragma once

#include <cstdint>
#include <string_view>

namespace echelle::sip {

// A payload type that needs no rtpmap (RFC 3551 section 6). The name is empty for types that are not assigned.
struct StaticPayloadType {
    std::string_view name;
    std::uint32_t clockRate = 0;
    std::uint8_t channels = 1;
};
[[nodiscard]] StaticPayloadType staticPayloadType(int payloadType);

} // namespace echelle::sip
