#pragma once

#include <cstdint>
#include <string_view>

namespace echelle::net {

// What a payload is, where it is no SIP.
enum class Protocol : std::uint8_t {
    Acdr,
    Dhcp,
    Dns,
    Dtls,
    DuplicateFragment,
    EmptyPayload,
    H225,
    H225Ras,
    H245,
    Hep,
    Http,
    Iax2,
    Icmp,
    Ipsec,
    Mdns,
    Megaco,
    Mgcp,
    Msrp,
    NetBios,
    NoPacket,
    Ntp,
    OtherIp,
    OtherTcp,
    OtherUdp,
    Quic,
    Radius,
    Routing,
    Rtcp,
    Rtp,
    Rtsp,
    Sccp,
    Sctp,
    SipKeepAlive,
    Snmp,
    Ssdp,
    Ssh,
    Stun,
    Syslog,
    Tftp,
    Tls,
    TurnChannel,
    WebSocket,
    Count
};

// What is done about it.
enum class Treatment : std::uint8_t {
    Skip,   // counted
    Unread, // signalling of calls: named as seen and not read, one connection row per pair of peers
    Tunnel  // may carry SIP, and is not read yet
};

struct ProtocolEntry {
    Protocol protocol;
    Treatment treatment;
    std::string_view name;  // as counted in the import log, or as the connection row names it
    std::uint16_t port = 0; // of an Unread one: where its servers listen
};

[[nodiscard]] const ProtocolEntry& describe(Protocol protocol);

} // namespace echelle::net
