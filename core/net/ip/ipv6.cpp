#include "core/net/ip/ipv6.h"

#include <algorithm>

namespace echelle::net {
namespace {

constexpr std::uint8_t kHopByHop = 0;
constexpr std::uint8_t kRouting = 43;
constexpr std::uint8_t kFragment = 44;
constexpr std::uint8_t kAuthentication = 51;
constexpr std::uint8_t kDestination = 60;
constexpr std::uint8_t kMobility = 135;
constexpr std::uint8_t kHip = 139;
constexpr std::uint8_t kShim6 = 140;

bool isExtension(std::uint8_t type) {
    return type == kHopByHop || type == kRouting || type == kFragment || type == kAuthentication ||
           type == kDestination || type == kMobility || type == kHip || type == kShim6;
}

std::size_t extensionSize(std::uint8_t type, std::uint8_t lengthField) {
    if (type == kFragment)
        return 8;
    if (type == kAuthentication) // RFC 4302 section 2.2 counts otherwise
        return (std::size_t{lengthField} + 2) * 4;
    return (std::size_t{lengthField} + 1) * 8;
}

// Each header is at least eight bytes long, so the walk ends.
IpStatus skipExtensions(std::uint8_t type, ByteView bytes, IpPacket& packet) {
    while (isExtension(type)) {
        if (bytes.size() < 8)
            return packet.missing > 0 || bytes.empty() ? IpStatus::Truncated : IpStatus::Malformed;
        const std::size_t size = extensionSize(type, bytes[1]);
        if (size > bytes.size())
            return packet.missing > 0 ? IpStatus::Truncated : IpStatus::Malformed;
        const std::uint8_t following = bytes[0];
        if (type == kFragment) {
            const std::uint16_t field = readBe16(bytes.data() + 2);
            packet.hasMoreFragments = (field & 1) != 0;
            packet.fragmentOffset = field & 0xfff8U;
            packet.isFragment = packet.hasMoreFragments || packet.fragmentOffset != 0;
            packet.fragmentId = readBe32(bytes.data() + 4);
        }
        type = following;
        bytes = bytes.subspan(size);
        if (packet.fragmentOffset != 0)
            break; // what follows is the middle of the datagram
    }
    packet.protocol = type;
    packet.payload = bytes;
    return IpStatus::Good;
}

} // namespace

IpStatus readIpv6(ByteView bytes, IpPacket& packet) {
    constexpr std::size_t kHeader = 40;
    if (bytes.size() < kHeader)
        return IpStatus::Truncated;
    const std::uint8_t* p = bytes.data();
    const std::size_t announced = readBe16(p + 4); // 0: jumbogram, or segmentation is left to the card
    const std::size_t total = announced == 0 ? bytes.size() - kHeader : announced;
    const std::size_t present = std::min(total, bytes.size() - kHeader);
    packet.source = IpAddress::v6(p + 8);
    packet.destination = IpAddress::v6(p + 24);
    packet.ttl = p[7];
    packet.id = 0;
    packet.missing = static_cast<std::uint32_t>(total - present);
    packet.isFragment = packet.hasMoreFragments = false;
    packet.fragmentOffset = 0;
    return skipExtensions(p[6], bytes.subspan(kHeader, present), packet);
}

} // namespace echelle::net
