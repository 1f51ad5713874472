#include "core/export/packet_flow.h"

#include "core/net/transport/tcp_segment.h"
#include "core/net/transport/udp_header.h"
#include "core/net/tunnel/innermost.h"

namespace echelle::exporting {

std::optional<PacketFlow> flowOf(const capture::Frame& frame) {
    const std::optional<net::IpPacket> innermost = net::innermostPacket(frame);
    if (!innermost)
        return std::nullopt;
    const net::IpPacket& packet = *innermost;
    PacketFlow flow;
    flow.from.address = packet.source;
    flow.to.address = packet.destination;
    flow.isFragment = packet.isFragment;
    flow.isUdp = packet.protocol == net::ip_protocol::kUdp;
    flow.isTcp = packet.protocol == net::ip_protocol::kTcp;
    flow.isSctp = packet.protocol == net::ip_protocol::kSctp;
    if (packet.isFragment && packet.fragmentOffset != 0)
        return flow;
    net::UdpHeader udp;
    net::TcpSegment tcp;
    if (flow.isUdp && net::readUdp(packet.payload, udp) == net::UdpHeader::Status::Good) {
        flow.from.port = udp.sourcePort;
        flow.to.port = udp.destinationPort;
    } else if (flow.isTcp && net::readTcp(packet.payload, packet.missing, tcp) == net::TcpSegment::Status::Good) {
        flow.from.port = tcp.sourcePort;
        flow.to.port = tcp.destinationPort;
    } else if (flow.isSctp && packet.payload.size() >= 4) {
        flow.from.port = readBe16(packet.payload.data());
        flow.to.port = readBe16(packet.payload.data() + 2);
    }
    return flow;
}

} // namespace echelle::exporting
