#pragma once

#include "core/net/ip/ip_packet.h"
#include "core/net/link/link_layer.h"

#include <optional>

namespace echelle::net {

// IP packets and tunnels read after each other before a packet counts as nested too deeply (model.md "Bounds").
inline constexpr int kMaxTunnels = 8;

// What a packet carries whose protocol is an encapsulation (IP in IP, 6in4, 4in6, GRE, EtherIP, MPLS in IP, ESP, L2TP);
// nullopt for every other protocol. key is the hash of the link addresses so far.
[[nodiscard]] std::optional<LinkPayload> readIpTunnel(const IpPacket& packet, std::uint64_t key);

// What a UDP datagram carries that is an encapsulation by its port and its first bytes: VXLAN (RFC 7348) and VXLAN-GPE,
// GENEVE (RFC 8926), GTP-U (3GPP TS 29.281), L2TP version 2 (RFC 2661), MPLS (RFC 7510), IP packets of AudioCodes'
// debug recording. nullopt for all else. What looks like SIP is SIP on these ports too: the caller decides.
[[nodiscard]] std::optional<LinkPayload> readUdpTunnel(ByteView payload, std::uint16_t sourcePort,
                                                       std::uint16_t destinationPort, std::uint64_t key);

} // namespace echelle::net
