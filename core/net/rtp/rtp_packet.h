#pragma once

#include "core/base/byte_view.h"

#include <cstdint>
#include <optional>

namespace echelle::net {

// Header of an RTP packet (RFC 3550 section 5.1), which SRTP leaves in clear (RFC 3711 section 3.1).
struct RtpPacket {
    std::uint8_t payloadType = 0;
    bool hasMarker = false;
    std::uint16_t sequence = 0;
    std::uint32_t timestamp = 0;
    std::uint32_t ssrc = 0;
    std::size_t payloadSize = 0; // without padding, where that can be read; of SRTP with its authentication tag
};

// nullopt where the bytes are none: another version, a header that does not fit, or a payload type that RTCP's packet
// types would show as (72 to 76, RFC 3550 section 5.1 and RFC 5761 section 4).
[[nodiscard]] std::optional<RtpPacket> readRtp(ByteView bytes);

} // namespace echelle::net
