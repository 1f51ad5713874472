#pragma once

#include "core/base/byte_view.h"
#include "core/base/endpoint.h"
#include "core/base/error.h"
#include "core/base/timestamp.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::net {

// What the layers below tell of one payload; travels to the sighting, to tell double captures and copies apart.
struct PacketFacts {
    std::uint64_t frame = 0;
    Timestamp time;
    std::uint32_t interfaceIndex = 0;
    std::uint16_t ipId = 0;    // IPv4 identification; 0 for IPv6 or none
    std::uint8_t ttl = 0;      // TTL or hop limit
    std::uint64_t linkKey = 0; // hash of VLAN ids and MAC addresses (and of the cooked packet type)
    std::uint8_t tunnels = 0;  // IP packets around the one that these facts are of
    bool isCut = false;        // the snap length cut the payload
};

// Who a payload went between.
struct Flow {
    Endpoint source;
    Endpoint destination;
    Transport transport = Transport::Unknown;
};

// Kinds of packet events. Each has a word in every locale, "ladder.packet.<kind>" (a test holds that), so a kind is
// added here, in packet_event.cpp and there together. Its family is what stands before the dot.
namespace packet_kind {
// TCP (RFC 9293 section 3.1)
inline constexpr std::string_view kTcpSyn = "tcp.syn";
inline constexpr std::string_view kTcpSynAck = "tcp.syn-ack";
inline constexpr std::string_view kTcpFin = "tcp.fin";
inline constexpr std::string_view kTcpReset = "tcp.rst";
// TLS (RFC 5246 section 7, RFC 8446 sections 4 and 6)
inline constexpr std::string_view kTlsClientHello = "tls.client-hello";
inline constexpr std::string_view kTlsServerHello = "tls.server-hello";
inline constexpr std::string_view kTlsCertificate = "tls.certificate";
inline constexpr std::string_view kTlsAlert = "tls.alert";
inline constexpr std::string_view kTlsFinished = "tls.finished"; // also the first encrypted record where it is hidden
// DNS (RFC 1035 section 4)
inline constexpr std::string_view kDnsQuery = "dns.query";
inline constexpr std::string_view kDnsAnswer = "dns.answer";
// ICMP errors (RFC 792, RFC 4443 section 3)
inline constexpr std::string_view kIcmpError = "icmp.error";
// STUN and TURN (RFC 8489 section 5, RFC 8656)
inline constexpr std::string_view kStunRequest = "stun.request";
inline constexpr std::string_view kStunSuccess = "stun.success";
inline constexpr std::string_view kStunError = "stun.error";
inline constexpr std::string_view kStunIndication = "stun.indication";
} // namespace packet_kind

[[nodiscard]] const std::vector<std::string_view>& allPacketKinds();

// A packet, or a handshake message in it, that is worth a row of the ladder though it is no SIP (model.md "Events").
// Given out only for what shows why a connection failed or how it began and ended: never for each data packet.
struct PacketEvent {
    std::string_view kind; // one of packet_kind
    PacketFacts facts;     // of the frame that completes it
    Flow flow;             // from its sender to its receiver
    // ConnectionFacts::number of the connection or session it belongs to; 0: of none. Of a TCP connection that carries
    // SIP it is SipPayload::connection.
    std::uint64_t connection = 0;
    Arguments summary; // neutral facts in the order they are shown: {"version", "TLS 1.2"}, {"sni", "sbc.example.com"}
    ByteView bytes;    // of the layer the kind names, from its header on; valid during the call only, kept to
                       // kMaxPacketBytes
};

inline constexpr std::size_t kMaxPacketBytes = 16'384;

// A PacketEvent that owns what it says.
struct PacketRecord {
    std::string kind;
    std::uint64_t frame = 0;
    Timestamp time;
    Flow flow;
    std::uint64_t connection = 0;
    Arguments summary;
    std::string bytes;
};
[[nodiscard]] PacketRecord recordOf(const PacketEvent& event);
// Value of the fact of that name; "" where it is not told.
[[nodiscard]] std::string_view factOf(const Arguments& facts, std::string_view name);

} // namespace echelle::net
