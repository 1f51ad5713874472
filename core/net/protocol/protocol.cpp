#include "core/net/protocol/protocol.h"

#include <array>

namespace echelle::net {
namespace {

constexpr std::array<ProtocolEntry, static_cast<std::size_t>(Protocol::Count)> kEntries = {{
    {Protocol::Acdr, Treatment::Tunnel, "acdr"},
    {Protocol::Dhcp, Treatment::Skip, "dhcp"},
    {Protocol::Dns, Treatment::Skip, "dns"},
    {Protocol::Dtls, Treatment::Skip, "dtls"},
    {Protocol::EmptyPayload, Treatment::Skip, "empty-payload"},
    {Protocol::Esp, Treatment::Tunnel, "esp"},
    {Protocol::Geneve, Treatment::Tunnel, "geneve"},
    {Protocol::GtpU, Treatment::Tunnel, "gtp-u"},
    {Protocol::H225, Treatment::Unread, "H.225"},
    {Protocol::H225Ras, Treatment::Unread, "H.225 RAS"},
    {Protocol::H245, Treatment::Skip, "h245"},
    {Protocol::Hep, Treatment::Tunnel, "hep"},
    {Protocol::Http, Treatment::Skip, "http"},
    {Protocol::Iax2, Treatment::Unread, "IAX2"},
    {Protocol::Icmp, Treatment::Skip, "icmp"},
    {Protocol::Ipsec, Treatment::Skip, "ipsec"},
    {Protocol::L2tp, Treatment::Tunnel, "l2tp"},
    {Protocol::Mdns, Treatment::Skip, "mdns"},
    {Protocol::Megaco, Treatment::Unread, "MEGACO"},
    {Protocol::Mgcp, Treatment::Unread, "MGCP"},
    {Protocol::Msrp, Treatment::Skip, "msrp"},
    {Protocol::NetBios, Treatment::Skip, "netbios"},
    {Protocol::NoPacket, Treatment::Skip, "no-packet"},
    {Protocol::Ntp, Treatment::Skip, "ntp"},
    {Protocol::OtherIp, Treatment::Skip, "other-ip"},
    {Protocol::OtherTcp, Treatment::Skip, "other-tcp"},
    {Protocol::OtherUdp, Treatment::Skip, "other-udp"},
    {Protocol::Quic, Treatment::Skip, "quic"},
    {Protocol::Radius, Treatment::Skip, "radius"},
    {Protocol::Routing, Treatment::Skip, "routing"},
    {Protocol::Rtcp, Treatment::Skip, "rtcp"},
    {Protocol::Rtp, Treatment::Skip, "rtp"},
    {Protocol::Rtsp, Treatment::Skip, "rtsp"},
    {Protocol::Sccp, Treatment::Unread, "SCCP"},
    {Protocol::Sctp, Treatment::Unread, "SCTP"},
    {Protocol::SipKeepAlive, Treatment::Skip, "sip-keepalive"},
    {Protocol::Snmp, Treatment::Skip, "snmp"},
    {Protocol::Ssdp, Treatment::Skip, "ssdp"},
    {Protocol::Ssh, Treatment::Skip, "ssh"},
    {Protocol::Stun, Treatment::Skip, "stun"},
    {Protocol::Syslog, Treatment::Skip, "syslog"},
    {Protocol::Tftp, Treatment::Skip, "tftp"},
    {Protocol::Tls, Treatment::Skip, "tls"},
    {Protocol::TurnChannel, Treatment::Skip, "turn-channel"},
    {Protocol::Vxlan, Treatment::Tunnel, "vxlan"},
    {Protocol::WebSocket, Treatment::Skip, "websocket"},
}};

constexpr bool isInOrder() {
    for (std::size_t i = 0; i < kEntries.size(); ++i)
        if (kEntries[i].protocol != static_cast<Protocol>(i))
            return false;
    return true;
}
static_assert(isInOrder());

} // namespace

const ProtocolEntry& describe(Protocol protocol) {
    return kEntries[static_cast<std::size_t>(protocol)];
}

} // namespace echelle::net
