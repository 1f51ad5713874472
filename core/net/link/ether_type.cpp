#include "core/net/link/ether_type.h"

#include "core/base/hash.h"

namespace echelle::net {
namespace {

constexpr std::uint16_t kIpv4 = 0x0800;
constexpr std::uint16_t kIpv6 = 0x86dd;
constexpr int kMaxTags = 8;

bool isVlanTag(std::uint16_t type) {
    return type == 0x8100 || type == 0x88a8 || type == 0x9100 || type == 0x9200;
}

std::string_view tunnelName(std::uint16_t type) {
    switch (type) {
    case 0x8847:
    case 0x8848:
        return "mpls";
    case 0x8863:
    case 0x8864:
        return "pppoe";
    case 0x880b:
        return "ppp";
    case 0x88e7:
        return "802.1ah";
    case 0x6558:
        return "ethernet-in-ethernet";
    case 0x8909:
        return "cisco-metadata";
    default:
        return {};
    }
}

std::string_view protocolName(std::uint16_t type) {
    constexpr std::uint16_t kLargestLength = 1500; // below, the field is a length and LLC follows
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
        return type <= kLargestLength ? "llc" : "other-ethertype";
    }
}

} // namespace

LinkPayload readEtherType(std::uint16_t type, ByteView bytes, std::uint64_t key) {
    for (int tags = 0; isVlanTag(type); ++tags) {
        if (bytes.size() < 4)
            return {LinkPayload::Status::Truncated, bytes, key, {}};
        if (tags == kMaxTags)
            return {LinkPayload::Status::Tunnel, bytes, key, "vlan"};
        const std::uint16_t vlanId = readBe16(bytes.data()) & 0x0fff; // without priority, which hops may rewrite
        key = hash64(&vlanId, sizeof vlanId, key);
        type = readBe16(bytes.data() + 2);
        bytes = bytes.subspan(4);
    }
    if (type == kIpv4 || type == kIpv6)
        return {LinkPayload::Status::Ip, bytes, key, {}};
    if (const std::string_view tunnel = tunnelName(type); !tunnel.empty())
        return {LinkPayload::Status::Tunnel, bytes, key, tunnel};
    return {LinkPayload::Status::Skip, bytes, key, protocolName(type)};
}

} // namespace echelle::net
