#include "core/net/rtp/rtp_packet.h"

namespace echelle::net {

std::optional<RtpPacket> readRtp(ByteView p) {
    constexpr std::size_t kFixedHeader = 12;
    if (p.size() < kFixedHeader || p[0] >> 6 != 2)
        return std::nullopt;
    RtpPacket packet;
    packet.payloadType = p[1] & 0x7f;
    if (packet.payloadType >= 72 && packet.payloadType <= 76)
        return std::nullopt;
    packet.hasMarker = (p[1] & 0x80) != 0;
    packet.sequence = readBe16(p.data() + 2);
    packet.timestamp = readBe32(p.data() + 4);
    packet.ssrc = readBe32(p.data() + 8);
    std::size_t header = kFixedHeader + std::size_t{4} * (p[0] & 0x0f);
    if (header > p.size())
        return std::nullopt;
    if ((p[0] & 0x10) != 0) {
        if (p.size() - header < 4)
            return std::nullopt;
        header += 4 + std::size_t{4} * readBe16(p.data() + header + 2);
        if (header > p.size())
            return std::nullopt;
    }
    packet.payloadSize = p.size() - header;
    // SRTP encrypts the padding with its count: what makes no sense is not taken for one.
    const std::size_t padding = (p[0] & 0x20) != 0 ? p.back() : 0;
    if (padding <= packet.payloadSize)
        packet.payloadSize -= padding;
    return packet;
}

} // namespace echelle::net
