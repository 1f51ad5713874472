#include "core/net/link/ether_type.h"

#include "core/base/hash.h"
#include "core/net/link/ethernet.h"
#include "core/net/link/llc.h"
#include "core/net/link/mpls.h"
#include "core/net/link/ppp.h"
#include "core/net/link/pppoe.h"

#include <algorithm>

namespace echelle::net {
namespace {

constexpr std::uint16_t kIpv4 = 0x0800;
constexpr std::uint16_t kIpv6 = 0x86dd;
constexpr std::uint16_t kLargestLength = 1500;
constexpr std::uint16_t kLlcHeader = 3;
constexpr std::size_t kServiceTag = 4;
constexpr int kMaxTags = 8;

// What a tag adds before the next type field; 0: no tag.
std::size_t tagSize(std::uint16_t type) {
    switch (type) {
    case 0x8100: // 802.1Q, 802.1ad and the types before it
    case 0x88a8:
    case 0x9100:
    case 0x9200:
        return 2;
    case 0x8926: // VN-tag
        return 4;
    case 0x8909: // Cisco MetaData
    case 0x893f: // 802.1BR E-tag
        return 6;
    default:
        return 0;
    }
}

std::string_view tunnelName(std::uint16_t type) {
    switch (type) {
    case 0x88e5:
        return "macsec";
    case 0x894f:
        return "nsh";
    case 0x22e5:
        return "ieee1722";
    default:
        return {};
    }
}

std::string_view protocolName(std::uint16_t type) {
    switch (type) {
    case 0x0806:
        return "arp";
    case 0x8035:
        return "rarp";
    case 0x88cc:
        return "lldp";
    case 0x888e:
        return "eapol";
    case 0x8809:
        return "lacp";
    case 0x9000:
        return "loopback-test";
    default:
        return "other-ethertype";
    }
}

} // namespace

LinkPayload readEtherType(std::uint16_t type, ByteView bytes, std::uint64_t key) {
    using Status = LinkPayload::Status;
    for (int tags = 0; tagSize(type) != 0; ++tags) {
        const std::size_t size = tagSize(type);
        if (bytes.size() < size + 2)
            return {Status::Truncated, bytes, key, {}};
        if (tags == kMaxTags)
            return {Status::Tunnel, bytes, key, "vlan"};
        if (size == 2) {
            const std::uint16_t vlanId = readBe16(bytes.data()) & 0x0fff; // without priority, which hops may rewrite
            key = hash64(&vlanId, sizeof vlanId, key);
        } else {
            key = hash64(bytes.data(), size, key);
        }
        type = readBe16(bytes.data() + size);
        bytes = bytes.subspan(size + 2);
    }
    switch (type) {
    case kIpv4:
    case kIpv6:
        return {Status::Ip, bytes, key, {}};
    case 0x8847:
    case 0x8848:
        return {Status::Layer, bytes, key, {}, readMpls};
    case 0x8863:
    case 0x8864:
        return {Status::Layer, bytes, key, {}, readPppoe};
    case 0x880b:
        return {Status::Layer, bytes, key, {}, readPpp};
    case 0x6558: // transparent Ethernet bridging, RFC 1701
        return {Status::Layer, bytes, key, {}, readEthernet};
    case 0x88e7: // provider backbone bridge of 802.1ah: four bytes of service id, then the customer's frame
        if (bytes.size() < kServiceTag)
            return {Status::Truncated, bytes, key, {}};
        return {Status::Layer, bytes.subspan(kServiceTag), hash64(bytes.data(), kServiceTag, key), {}, readEthernet};
    default:
        break;
    }
    if (type < kLlcHeader)
        return {Status::Skip, bytes, key, "llc"};
    if (type <= kLargestLength) // IEEE 802.3: LLC of this length, then padding
        return {Status::Layer, bytes.first(std::min<std::size_t>(type, bytes.size())), key, {}, readLlc};
    if (const std::string_view tunnel = tunnelName(type); !tunnel.empty())
        return {Status::Tunnel, bytes, key, tunnel};
    return {Status::Skip, bytes, key, protocolName(type)};
}

} // namespace echelle::net
