#include "core/net/tunnel/ip_tunnel.h"

#include "core/net/link/ethernet.h"
#include "core/net/link/mpls.h"
#include "core/net/tunnel/gre.h"

namespace echelle::net {

std::optional<LinkPayload> readIpTunnel(const IpPacket& packet, std::uint64_t key) {
    using Status = LinkPayload::Status;
    constexpr std::size_t kEtherIpHeader = 2; // RFC 3378 section 3
    const ByteView bytes = packet.payload;
    switch (packet.protocol) {
    case ip_protocol::kIpv4:
    case ip_protocol::kIpv6:
        return LinkPayload{Status::Ip, bytes, key, {}};
    case ip_protocol::kGre:
        return readLayers({Status::Layer, bytes, key, {}, readGre});
    case ip_protocol::kEtherIp:
        if (bytes.size() < kEtherIpHeader)
            return LinkPayload{Status::Truncated, bytes, key, {}};
        return readLayers({Status::Layer, bytes.subspan(kEtherIpHeader), key, {}, readEthernet});
    case ip_protocol::kMplsInIp:
        return readLayers({Status::Layer, bytes, key, {}, readMpls});
    case ip_protocol::kEsp:
        return LinkPayload{Status::Tunnel, bytes, key, "esp"};
    case ip_protocol::kL2tp: // version 3: how long its cookie is was said when the tunnel was set up
        return LinkPayload{Status::Tunnel, bytes, key, "l2tp"};
    default:
        return std::nullopt;
    }
}

} // namespace echelle::net
