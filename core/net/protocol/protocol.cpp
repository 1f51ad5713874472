#include "core/net/protocol/protocol.h"

#include <array>

namespace echelle::net {
namespace {

constexpr std::array<ProtocolEntry, static_cast<std::size_t>(Protocol::Count)> kEntries = {{
    {Protocol::Acdr, Treatment::Tunnel, "acdr", 0},
    {Protocol::Dhcp, Treatment::Skip, "dhcp", 0},
    {Protocol::Dns, Treatment::Skip, "dns", 0},
    {Protocol::Dtls, Treatment::Skip, "dtls", 0},
    {Protocol::DuplicateFragment, Treatment::Skip, "duplicate-ip-fragment", 0},
    {Protocol::EmptyPayload, Treatment::Skip, "empty-payload", 0},
    {Protocol::H225, Treatment::Unread, "H.225", 1720},
    {Protocol::H225Ras, Treatment::Unread, "H.225 RAS", 1719},
    {Protocol::H245, Treatment::Skip, "h245", 0},
    {Protocol::Hep, Treatment::Tunnel, "hep", 0},
    {Protocol::Http, Treatment::Skip, "http", 0},
    {Protocol::Iax2, Treatment::Unread, "IAX2", 4569},
    {Protocol::Icmp, Treatment::Skip, "icmp", 0},
    {Protocol::Ipsec, Treatment::Skip, "ipsec", 0},
    {Protocol::Mdns, Treatment::Skip, "mdns", 0},
    {Protocol::Megaco, Treatment::Unread, "MEGACO", 2944},
    {Protocol::Mgcp, Treatment::Unread, "MGCP", 2427},
    {Protocol::Msrp, Treatment::Skip, "msrp", 0},
    {Protocol::NetBios, Treatment::Skip, "netbios", 0},
    {Protocol::NoPacket, Treatment::Skip, "no-packet", 0},
    {Protocol::Ntp, Treatment::Skip, "ntp", 0},
    {Protocol::OtherIp, Treatment::Skip, "other-ip", 0},
    {Protocol::OtherTcp, Treatment::Skip, "other-tcp", 0},
    {Protocol::OtherUdp, Treatment::Skip, "other-udp", 0},
    {Protocol::Quic, Treatment::Skip, "quic", 0},
    {Protocol::Radius, Treatment::Skip, "radius", 0},
    {Protocol::Routing, Treatment::Skip, "routing", 0},
    {Protocol::Rtcp, Treatment::Skip, "rtcp", 0},
    {Protocol::Rtp, Treatment::Skip, "rtp", 0},
    {Protocol::Rtsp, Treatment::Skip, "rtsp", 0},
    {Protocol::Sccp, Treatment::Unread, "SCCP", 2000},
    {Protocol::Sctp, Treatment::Unread, "SCTP", 0},
    {Protocol::SipKeepAlive, Treatment::Skip, "sip-keepalive", 0},
    {Protocol::Snmp, Treatment::Skip, "snmp", 0},
    {Protocol::Ssdp, Treatment::Skip, "ssdp", 0},
    {Protocol::Ssh, Treatment::Skip, "ssh", 0},
    {Protocol::Stun, Treatment::Skip, "stun", 0},
    {Protocol::Syslog, Treatment::Skip, "syslog", 0},
    {Protocol::Tftp, Treatment::Skip, "tftp", 0},
    {Protocol::Tls, Treatment::Skip, "tls", 0},
    {Protocol::TurnChannel, Treatment::Skip, "turn-channel", 0},
    {Protocol::WebSocket, Treatment::Skip, "websocket", 0},
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
