#pragma once

#include "core/base/byte_view.h"
#include "core/base/endpoint.h"

#include <cstdint>
#include <optional>

namespace echelle::net {

// AudioCodes debug recording: what a session border controller or gateway sends to port 925 of a recording host. The
// layout is that of AudioCodes' own Wireshark dissector (acdr), versions 0 to 9.
namespace acdr {
inline constexpr std::uint16_t kPort = 925;

enum class Media : std::uint8_t {
    Rtp = 1,
    Rtcp = 2,
    T38 = 3,
    Sip = 10,
    Megaco = 11,
    Mgcp = 12,
    Control = 14,
    VideoRtp = 27,
    VideoRtcp = 28,
    Syslog = 30,
    Tls = 33,
    TlsPeek = 34,
    Fragmented = 38,
    RtpAmr = 51,
    RtpNoOp = 60,
    Dtls = 61
};
} // namespace acdr

struct AcdrPacket {
    std::uint8_t version = 0;
    std::uint8_t tracePoint = 0;
    acdr::Media media{};
    bool isIpPacket = false;   // payload begins with an IP header
    bool isFragmented = false; // payload is a part of what was recorded
    bool isEncrypted = false;
    Endpoint source; // of signalling, where the header has them; else without address
    Endpoint destination;
    Transport transport = Transport::Unknown;
    ByteView payload;
};

// nullopt where the first byte is no known version, or the header is cut.
[[nodiscard]] std::optional<AcdrPacket> readAcdr(ByteView bytes);

} // namespace echelle::net
