#pragma once

#include "core/base/byte_view.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace echelle::net {

// A reception report block (RFC 3550 section 6.4.1): what a receiver says of a stream that it gets.
struct ReceptionReport {
    std::uint32_t ssrc = 0;          // of the stream
    std::uint8_t fractionLost = 0;   // since the report before, in 256ths
    std::int32_t cumulativeLost = 0; // negative where duplicates came
    std::uint32_t highestSequence = 0;
    std::uint32_t jitter = 0; // in units of the stream's timestamps
};

// What an RTCP datagram holds (a compound packet, section 6.1, or a reduced-size one, RFC 5506).
struct RtcpPacket {
    static constexpr std::size_t kMaxReports = 256;
    std::uint32_t ssrc = 0; // of who sends it
    bool isWhole = false;   // its packets fill the datagram exactly: else it is SRTCP (RFC 3711 section 3.4), whose
                            // reports cannot be read, or cut
    bool hasBye = false;
    std::vector<ReceptionReport> reports; // none where it is not whole
};

// nullopt where the datagram does not begin as RTCP.
[[nodiscard]] std::optional<RtcpPacket> readRtcp(ByteView bytes);

} // namespace echelle::net
