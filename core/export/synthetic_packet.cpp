#include "core/export/synthetic_packet.h"

#include "core/base/byte_view.h"
#include "core/net/ip/ip_packet.h"

#include <algorithm>

namespace echelle::exporting {

namespace {

constexpr std::size_t kMostInDatagram = 65'000; // fits IPv4 and IPv6 with their headers
constexpr std::size_t kUdpHeader = 8;
constexpr std::uint8_t kHopLimit = 64;

void putBe16(std::string& out, std::size_t value) {
    out += static_cast<char>(value >> 8 & 0xff);
    out += static_cast<char>(value & 0xff);
}
void putBe32(std::string& out, std::uint32_t value) {
    putBe16(out, value >> 16);
    putBe16(out, value & 0xffff);
}

// RFC 1071.
std::uint32_t sumOf(std::string_view bytes, std::uint32_t sum = 0) {
    const ByteView view = asBytes(bytes);
    for (std::size_t i = 0; i + 1 < view.size(); i += 2)
        sum += readBe16(view.data() + i);
    if (view.size() % 2 != 0)
        sum += static_cast<std::uint32_t>(view.back()) << 8;
    while (sum >> 16 != 0)
        sum = (sum & 0xffff) + (sum >> 16);
    return sum;
}
void setBe16(std::string& bytes, std::size_t at, std::uint32_t value) {
    bytes[at] = static_cast<char>(value >> 8 & 0xff);
    bytes[at + 1] = static_cast<char>(value & 0xff);
}

std::string addressBytes(const IpAddress& address, bool isV6) {
    const char* all = reinterpret_cast<const char*>(address.bytes.data());
    return isV6 ? std::string(all, 16) : std::string(all + 12, 4);
}

// The endpoint as it can stand in a packet.
Endpoint packetEndpoint(const Endpoint& found, const Endpoint& other, std::uint8_t lastByteOfUnknown) {
    Endpoint endpoint = found;
    if (found.isDevice()) {
        const bool isV6 = other.address.family == IpAddress::Family::V6;
        endpoint.address = *IpAddress::parse(isV6 ? "2001:db8::" : "192.0.2.0");
        endpoint.address.bytes[15] = lastByteOfUnknown;
        endpoint.device = 0;
    }
    if (endpoint.port == 0)
        endpoint.port = 5060;
    return endpoint;
}

std::uint8_t lastByteOf(const Endpoint& device) {
    return static_cast<std::uint8_t>(1 + static_cast<std::uint32_t>(device.device) % 253U);
}

// transport: header and payload, its checksum field (at checksumAt) zero.
std::string ipPacket(const Endpoint& from, const Endpoint& to, std::uint8_t protocol, std::string transport,
                     std::size_t checksumAt, std::uint16_t id) {
    const bool isV6 = from.address.family == IpAddress::Family::V6 || to.address.family == IpAddress::Family::V6;
    const std::string addresses = addressBytes(from.address, isV6) + addressBytes(to.address, isV6);
    std::string pseudo = addresses; // RFC 768, RFC 8200 section 8.1
    putBe32(pseudo, static_cast<std::uint32_t>(transport.size()));
    putBe32(pseudo, protocol);
    const std::uint32_t sum = ~sumOf(transport, sumOf(pseudo)) & 0xffff;
    setBe16(transport, checksumAt, sum == 0 ? 0xffff : sum);

    std::string packet;
    if (isV6) {
        putBe32(packet, 0x60000000);
        putBe16(packet, transport.size());
        packet += static_cast<char>(protocol);
        packet += static_cast<char>(kHopLimit);
        return packet + addresses + transport;
    }
    putBe16(packet, 0x4500);
    putBe16(packet, 20 + transport.size());
    putBe16(packet, id);
    putBe16(packet, 0x4000); // don't fragment
    packet += static_cast<char>(kHopLimit);
    packet += static_cast<char>(protocol);
    putBe16(packet, 0);
    packet += addresses;
    setBe16(packet, 10, ~sumOf(packet) & 0xffff);
    return packet + transport;
}

} // namespace

std::uint32_t& PacketMaker::sequenceOf(const Endpoint& from, const Endpoint& to) {
    return m_sequences.try_emplace(from.toString() + " " + to.toString(), 1U).first->second;
}

std::vector<std::string> PacketMaker::wrap(const Endpoint& foundFrom, const Endpoint& foundTo,
                                           std::string_view message) {
    const Endpoint from = packetEndpoint(foundFrom, foundTo, lastByteOf(foundFrom));
    const Endpoint to = packetEndpoint(foundTo, foundFrom, foundFrom.isDevice() ? 254 : lastByteOf(foundTo));
    std::vector<std::string> packets;
    if (message.size() <= kMostInDatagram) {
        std::string udp;
        putBe16(udp, from.port);
        putBe16(udp, to.port);
        putBe16(udp, kUdpHeader + message.size());
        putBe16(udp, 0);
        udp += message;
        packets.push_back(ipPacket(from, to, net::ip_protocol::kUdp, std::move(udp), 6, ++m_id));
        return packets;
    }
    std::uint32_t& sequence = sequenceOf(from, to);
    for (std::size_t at = 0; at < message.size(); at += kMostInDatagram) {
        const std::string_view part = message.substr(at, kMostInDatagram);
        const bool isLast = at + part.size() == message.size();
        std::string tcp;
        putBe16(tcp, from.port);
        putBe16(tcp, to.port);
        putBe32(tcp, sequence);
        putBe32(tcp, 1);
        putBe16(tcp, isLast ? 0x5018 : 0x5010); // header of five words; ACK, with PSH at the end
        putBe16(tcp, 0xffff);
        putBe32(tcp, 0);
        tcp += part;
        sequence += static_cast<std::uint32_t>(part.size());
        packets.push_back(ipPacket(from, to, net::ip_protocol::kTcp, std::move(tcp), 16, ++m_id));
    }
    return packets;
}

} // namespace echelle::exporting
