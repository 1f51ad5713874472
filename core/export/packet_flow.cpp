#include "core/export/packet_flow.h"

#include "core/net/ip/ip_packet.h"
#include "core/net/link/link_layer.h"
#include "core/net/transport/tcp_segment.h"
#include "core/net/transport/udp_header.h"

namespace echelle::exporting {

std::optional<PacketFlow> flowOf(const capture::Frame& frame) {
    const net::LinkPayload link = net::readLink(frame.linkType, frame.bytes);
    net::IpPacket packet;
    if (link.status != net::LinkPayload::Status::Ip || net::readIp(link.bytes, packet) != net::IpStatus::Good)
        return std::nullopt;
    PacketFlow flow;
    flow.from.address = packet.source;
    flow.to.address = packet.destination;
    flow.isFragment = packet.isFragment;
    flow.isUdp = packet.protocol == net::ip_protocol::kUdp;
    flow.isTcp = packet.protocol == net::ip_protocol::kTcp;
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
    }
    return flow;
}

} // namespace echelle::exporting
