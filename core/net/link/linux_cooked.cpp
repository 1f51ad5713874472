#include "core/net/link/linux_cooked.h"

#include "core/base/hash.h"
#include "core/net/link/ether_type.h"
#include "core/net/link/llc.h"
#include "core/net/link/ppp.h"
#include "core/net/link/wireless.h"

namespace echelle::net {
namespace {

constexpr std::uint16_t kArphrdNetlink = 824;
constexpr std::uint16_t kArphrdIpGre = 778;
constexpr std::uint16_t kArphrdRadiotap = 803;
// Values below 0x600 that Linux puts into the protocol field (ETH_P_802_2, ETH_P_PPP_MP).
constexpr std::uint16_t kNovellRaw = 1;
constexpr std::uint16_t kLlc = 4;
constexpr std::uint16_t kPpp = 7;
constexpr std::uint16_t kSmallestEtherType = 0x600;

// The protocol field is an EtherType for these devices alone.
LinkPayload readProtocol(std::uint16_t deviceType, std::uint16_t protocol, ByteView bytes, std::uint64_t key) {
    if (deviceType == kArphrdNetlink)
        return {LinkPayload::Status::Skip, bytes, key, "netlink"};
    if (deviceType == kArphrdIpGre && protocol == 0)
        return {LinkPayload::Status::Tunnel, bytes, key, "gre"};
    if (deviceType == kArphrdRadiotap)
        return {LinkPayload::Status::Layer, bytes, key, {}, readRadiotap};
    switch (protocol) {
    case kLlc:
        return {LinkPayload::Status::Layer, bytes, key, {}, readLlc};
    case kPpp:
        return {LinkPayload::Status::Layer, bytes, key, {}, readPpp};
    case kNovellRaw:
        return {LinkPayload::Status::Skip, bytes, key, "ipx"};
    default:
        return protocol < kSmallestEtherType ? LinkPayload{LinkPayload::Status::Skip, bytes, key, "other-ethertype"}
                                             : readEtherType(protocol, bytes, key);
    }
}

} // namespace

// Packet type 2, device type 2, address length 2, address 8, protocol 2.
LinkPayload readLinuxCooked(ByteView frame) {
    constexpr std::size_t kHeader = 16;
    if (frame.size() < kHeader)
        return {LinkPayload::Status::Truncated, frame, 0, {}};
    const std::uint8_t* p = frame.data();
    return readProtocol(readBe16(p + 2), readBe16(p + 14), frame.subspan(kHeader), hash64(p, 14));
}

// Protocol 2, reserved 2, interface 4, device type 2, packet type 1, address length 1, address 8.
LinkPayload readLinuxCooked2(ByteView frame) {
    constexpr std::size_t kHeader = 20;
    if (frame.size() < kHeader)
        return {LinkPayload::Status::Truncated, frame, 0, {}};
    const std::uint8_t* p = frame.data();
    return readProtocol(readBe16(p + 8), readBe16(p), frame.subspan(kHeader), hash64(p + 4, 16));
}

} // namespace echelle::net
