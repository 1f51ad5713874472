#include "core/base/hash.h"
#include "core/net/acdr/acdr_packet.h"
#include "core/net/link/ether_type.h"
#include "core/net/link/ethernet.h"
#include "core/net/link/mpls.h"
#include "core/net/link/ppp.h"
#include "core/net/tunnel/gtp.h"
#include "core/net/tunnel/ip_tunnel.h"

namespace echelle::net {
namespace {

using Status = LinkPayload::Status;

// Flags 1, reserved 3, network identifier 3, reserved 1.
std::optional<LinkPayload> readVxlan(ByteView bytes, std::uint64_t key) {
    constexpr std::size_t kHeader = 8;
    constexpr std::uint8_t kHasIdentifier = 0x08;
    if (bytes.size() < kHeader || (bytes[0] & kHasIdentifier) == 0)
        return std::nullopt;
    return LinkPayload{Status::Layer, bytes.subspan(kHeader), hash64(bytes.data() + 4, 3, key), {}, readEthernet};
}

// draft-ietf-nvo3-vxlan-gpe section 3.1: the fourth byte names what follows where the P bit says so.
std::optional<LinkPayload> readVxlanGpe(ByteView bytes, std::uint64_t key) {
    constexpr std::uint8_t kHasProtocol = 0x04;
    std::optional<LinkPayload> out = readVxlan(bytes, key);
    if (!out || (bytes[0] & kHasProtocol) == 0)
        return out;
    switch (bytes[3]) {
    case 1:
    case 2:
        out->status = Status::Ip;
        return out;
    case 3:
        return out;
    case 5:
        out->reader = readMpls;
        return out;
    default:
        return LinkPayload{Status::Tunnel, bytes, key, "vxlan-gpe"};
    }
}

// Version and length of the options 1, flags 1, EtherType 2, network identifier 3, reserved 1.
std::optional<LinkPayload> readGeneve(ByteView bytes, std::uint64_t key) {
    constexpr std::size_t kHeader = 8;
    if (bytes.size() < kHeader || bytes[0] >> 6 != 0)
        return std::nullopt;
    const std::size_t size = kHeader + (bytes[0] & 0x3fU) * 4;
    if (bytes.size() < size)
        return LinkPayload{Status::Truncated, bytes, key, {}};
    return readEtherType(readBe16(bytes.data() + 2), bytes.subspan(size), hash64(bytes.data() + 4, 3, key));
}

// Flags and version 2, then as the flags say: length 2, always tunnel 2 and session 2, sequence numbers 4, offset 2.
std::optional<LinkPayload> readL2tp(ByteView bytes, std::uint64_t key) {
    constexpr std::uint16_t kControl = 0x8000;
    constexpr std::uint16_t kLength = 0x4000;
    constexpr std::uint16_t kSequence = 0x0800;
    constexpr std::uint16_t kOffset = 0x0200;
    if (bytes.size() < 6)
        return std::nullopt;
    const std::uint16_t flags = readBe16(bytes.data());
    if ((flags & 0x000f) == 3)
        return LinkPayload{Status::Tunnel, bytes, key, "l2tp"};
    if ((flags & 0x000f) != 2)
        return std::nullopt;
    if ((flags & kControl) != 0)
        return LinkPayload{Status::Skip, bytes, key, "l2tp-control"};
    std::size_t at = (flags & kLength) != 0 ? 8 : 6;
    at += (flags & kSequence) != 0 ? 4 : 0;
    if ((flags & kOffset) != 0) {
        if (bytes.size() < at + 2)
            return LinkPayload{Status::Truncated, bytes, key, {}};
        at += 2 + std::size_t{readBe16(bytes.data() + at)};
    }
    if (bytes.size() < at)
        return LinkPayload{Status::Truncated, bytes, key, {}};
    return LinkPayload{Status::Layer, bytes.subspan(at), key, {}, readPpp};
}

// Debug recording of whole IP packets; what it holds without their headers is no tunnel.
std::optional<LinkPayload> readRecordedPacket(ByteView bytes, std::uint64_t key) {
    const std::optional<AcdrPacket> packet = readAcdr(bytes);
    if (!packet || !packet->isIpPacket || packet->isEncrypted)
        return std::nullopt;
    key = hash64(&packet->tracePoint, sizeof packet->tracePoint, key);
    return LinkPayload{Status::Ip, packet->payload, key, {}};
}

std::optional<LinkPayload> byPort(ByteView payload, std::uint16_t port, std::uint64_t key) {
    switch (port) {
    case acdr::kPort:
        return readRecordedPacket(payload, key);
    case 1701:
        return readL2tp(payload, key);
    case 2152:
        return readGtp(payload, key);
    case 4789:
    case 8472: // what Linux used before the port was assigned
        return readVxlan(payload, key);
    case 4790:
        return readVxlanGpe(payload, key);
    case 6081:
        return readGeneve(payload, key);
    case 6635:
        return LinkPayload{Status::Layer, payload, key, {}, readMpls};
    default:
        return std::nullopt;
    }
}

} // namespace

std::optional<LinkPayload> readUdpTunnel(ByteView payload, std::uint16_t sourcePort, std::uint16_t destinationPort,
                                         std::uint64_t key) {
    std::optional<LinkPayload> out = byPort(payload, destinationPort, key);
    if (!out)
        out = byPort(payload, sourcePort, key);
    if (out)
        *out = readLayers(*out);
    return out;
}

} // namespace echelle::net
