#include "core/net/link/llc.h"

#include "core/net/link/ether_type.h"
#include "core/net/link/ethernet.h"

namespace echelle::net {

LinkPayload readLlc(ByteView bytes, std::uint64_t key) {
    using Status = LinkPayload::Status;
    constexpr std::size_t kHeader = 3; // DSAP, SSAP, control
    constexpr std::size_t kSnapHeader = 8;
    constexpr std::uint8_t kUnnumbered = 0x03;
    if (bytes.size() < kHeader)
        return {Status::Truncated, bytes, key, {}};
    if (bytes[0] == 0x06 && bytes[2] == kUnnumbered)
        return {Status::Ip, bytes.subspan(kHeader), key, {}};
    if (bytes[0] != 0xaa || bytes[1] != 0xaa || bytes[2] != kUnnumbered)
        return {Status::Skip, bytes, key, "llc"};
    if (bytes.size() < kSnapHeader)
        return {Status::Truncated, bytes, key, {}};
    const std::uint32_t organisation = readBe32(bytes.data() + 2) & 0x00ffffff;
    const std::uint16_t protocol = readBe16(bytes.data() + 6);
    const ByteView rest = bytes.subspan(kSnapHeader);
    if (organisation == 0x000000 || organisation == 0x0000f8) // RFC 1042; bridge-tunnel encapsulation of 802.1H
        return readEtherType(protocol, rest, key);
    if (organisation == 0x0080c2 && (protocol == 1 || protocol == 7)) // 802.3 bridged, RFC 2684 section 5.2
        return {Status::Layer, rest, key, {}, readEthernet};
    return {Status::Skip, bytes, key, "llc"};
}

} // namespace echelle::net
