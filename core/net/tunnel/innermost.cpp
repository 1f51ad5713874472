#include "core/net/tunnel/innermost.h"

#include "core/net/link/link_layer.h"
#include "core/net/transport/udp_header.h"
#include "core/net/tunnel/ip_tunnel.h"
#include "core/sip/framer.h"

namespace echelle::net {
namespace {

std::optional<LinkPayload> carriedBy(const IpPacket& packet) {
    if (packet.isFragment)
        return std::nullopt;
    if (packet.protocol != ip_protocol::kUdp)
        return readIpTunnel(packet, 0);
    UdpHeader udp;
    if (readUdp(packet.payload, udp) != UdpHeader::Status::Good)
        return std::nullopt;
    std::optional<LinkPayload> tunnel = readUdpTunnel(udp.payload, udp.sourcePort, udp.destinationPort, 0);
    if (tunnel && sip::looksLikeSip(asText(udp.payload)))
        tunnel.reset();
    return tunnel;
}

} // namespace

std::optional<IpPacket> innermostPacket(const capture::Frame& frame) {
    std::optional<IpPacket> found;
    std::optional<LinkPayload> carried = readLink(frame.linkType, frame.bytes);
    for (int depth = 0; depth <= kMaxTunnels && carried && carried->status == LinkPayload::Status::Ip; ++depth) {
        IpPacket packet;
        if (readIp(carried->bytes, packet) != IpStatus::Good)
            break;
        found = packet;
        carried = carriedBy(packet);
    }
    return found;
}

} // namespace echelle::net
