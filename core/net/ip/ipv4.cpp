#include "core/net/ip/ipv4.h"

#include <algorithm>

namespace echelle::net {

namespace {

// RFC 4302 section 2: next protocol 1, length 1 in words of four bytes without the first two.
IpStatus skipAuthentication(IpPacket& packet) {
    const std::size_t size = packet.payload.size() < 2 ? 2 : (std::size_t{packet.payload[1]} + 2) * 4;
    if (size > packet.payload.size())
        return packet.missing > 0 ? IpStatus::Truncated : IpStatus::Malformed;
    packet.protocol = packet.payload[0];
    packet.payload = packet.payload.subspan(size);
    return IpStatus::Good;
}

} // namespace

IpStatus readIpv4(ByteView bytes, IpPacket& packet) {
    constexpr std::size_t kMinHeader = 20;
    if (bytes.size() < kMinHeader)
        return IpStatus::Truncated;
    const std::uint8_t* p = bytes.data();
    const std::size_t headerSize = static_cast<std::size_t>(p[0] & 0x0f) * 4;
    if (headerSize < kMinHeader)
        return IpStatus::Malformed;
    if (headerSize > bytes.size())
        return IpStatus::Truncated;
    // Zero where the sending host leaves segmentation to the card: then the packet is as long as the capture says.
    const std::size_t announced = readBe16(p + 2);
    const std::size_t total = announced == 0 ? bytes.size() : announced;
    if (total < headerSize)
        return IpStatus::Malformed;
    const std::size_t present = std::min(total, bytes.size());
    packet.source = IpAddress::v4(p + 12);
    packet.destination = IpAddress::v4(p + 16);
    packet.protocol = p[9];
    packet.ttl = p[8];
    packet.id = readBe16(p + 4);
    packet.payload = bytes.subspan(headerSize, present - headerSize);
    packet.missing = static_cast<std::uint32_t>(total - present);
    const std::uint16_t fragment = readBe16(p + 6);
    packet.hasMoreFragments = (fragment & 0x2000) != 0;
    packet.fragmentOffset = (fragment & 0x1fffU) * 8;
    packet.isFragment = packet.hasMoreFragments || packet.fragmentOffset != 0;
    packet.fragmentId = packet.id;
    if (packet.protocol == ip_protocol::kAuthentication && !packet.isFragment)
        return skipAuthentication(packet);
    return IpStatus::Good;
}

} // namespace echelle::net
