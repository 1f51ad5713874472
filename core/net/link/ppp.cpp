#include "core/net/link/ppp.h"

#include "core/base/hash.h"
#include "core/net/link/ether_type.h"
#include "core/net/link/ethernet.h"
#include "core/net/link/mpls.h"

namespace echelle::net {
namespace {

using Status = LinkPayload::Status;

// PPP numbers of the IANA registry ("PPP DLL Protocol Numbers").
LinkPayload byProtocol(std::uint16_t protocol, ByteView bytes, std::uint64_t key) {
    switch (protocol) {
    case 0x0021:
    case 0x0057:
        return {Status::Ip, bytes, key, {}};
    case 0x0281:
    case 0x0283:
        return {Status::Layer, bytes, key, {}, readMpls};
    case 0x0031: { // bridging, RFC 3518 section 4.2: flags, MAC type (1: IEEE 802.3), then the frame
        if (bytes.size() < 2)
            return {Status::Truncated, bytes, key, {}};
        if ((bytes[0] & 0x0f) != 0 || bytes[1] != 1)
            return {Status::Tunnel, bytes, key, "ppp-bridged"};
        return {Status::Layer, bytes.subspan(2), key, {}, readEthernet};
    }
    case 0x002d: // Van Jacobson, RFC 1144
    case 0x002f:
    case 0x0003: // robust header compression, RFC 3241
    case 0x0005:
    case 0x0061: // IP header compression, RFC 2509
    case 0x0063:
    case 0x0065:
    case 0x0067:
    case 0x0069:
    case 0x2061:
    case 0x2063:
    case 0x2065:
    case 0x2067:
    case 0x2069:
        return {Status::Tunnel, bytes, key, "ppp-compressed-headers"};
    case 0x00fb:
    case 0x00fd: // RFC 1962; MPPE (RFC 3078) comes under it too
        return {Status::Tunnel, bytes, key, "ppp-compressed-or-encrypted"};
    case 0x0053:
    case 0x0055:
        return {Status::Tunnel, bytes, key, "ppp-encrypted"};
    case 0x003d:
        return {Status::Tunnel, bytes, key, "ppp-multilink"};
    default:
        return {Status::Skip, bytes, key, protocol >= 0x8000 ? "ppp-control" : "other-ppp"};
    }
}

} // namespace

LinkPayload readPpp(ByteView bytes, std::uint64_t key) {
    if (bytes.size() >= 2 && bytes[0] == 0xff && bytes[1] == 0x03)
        bytes = bytes.subspan(2);
    if (bytes.empty())
        return {Status::Truncated, bytes, key, {}};
    if ((bytes[0] & 1) != 0)
        return byProtocol(bytes[0], bytes.subspan(1), key);
    if (bytes.size() < 2)
        return {Status::Truncated, bytes, key, {}};
    return byProtocol(readBe16(bytes.data()), bytes.subspan(2), key);
}

LinkPayload readHdlc(ByteView bytes, std::uint64_t key) {
    constexpr std::uint8_t kUnicast = 0x0f;
    constexpr std::uint8_t kMulticast = 0x8f;
    constexpr std::size_t kCiscoHeader = 4; // address, control, EtherType
    constexpr std::uint16_t kCiscoSlarp = 0x8035;
    if (bytes.empty())
        return {Status::Truncated, bytes, key, {}};
    if (bytes[0] != kUnicast && bytes[0] != kMulticast)
        return readPpp(bytes, key);
    if (bytes.size() < kCiscoHeader)
        return {Status::Truncated, bytes, key, {}};
    const std::uint16_t type = readBe16(bytes.data() + 2);
    if (type == kCiscoSlarp)
        return {Status::Skip, bytes, key, "slarp"};
    return readEtherType(type, bytes.subspan(kCiscoHeader), key);
}

LinkPayload readPppWithDirection(ByteView frame) {
    if (frame.empty())
        return {Status::Truncated, frame, 0, {}};
    return readPpp(frame.subspan(1), hash64(frame.data(), 1));
}

} // namespace echelle::net
