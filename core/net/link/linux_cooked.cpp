#include "core/net/link/linux_cooked.h"

#include "core/base/hash.h"
#include "core/net/link/ether_type.h"

namespace echelle::net {
namespace {

constexpr std::uint16_t kArphrdNetlink = 824;
constexpr std::uint16_t kArphrdIpGre = 778;

// The protocol field is an EtherType for these devices alone.
LinkPayload readProtocol(std::uint16_t deviceType, std::uint16_t protocol, ByteView bytes, std::uint64_t key) {
    if (deviceType == kArphrdNetlink)
        return {LinkPayload::Status::Skip, bytes, key, "netlink"};
    if (deviceType == kArphrdIpGre && protocol == 0)
        return {LinkPayload::Status::Tunnel, bytes, key, "gre"};
    return readEtherType(protocol, bytes, key);
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
