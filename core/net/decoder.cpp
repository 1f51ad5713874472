#include "core/net/decoder.h"

#include "core/net/icmp.h"
#include "core/net/ip/fragment_store.h"
#include "core/net/link/link_layer.h"
#include "core/net/tcp/connection_table.h"
#include "core/net/traffic_log.h"
#include "core/net/transport/udp_header.h"
#include "core/net/udp_payloads.h"
#include "core/tls/key_store.h"

namespace echelle::net {

class Decoder::Impl {
public:
    Impl(PayloadSink& sink, ImportLog& log, const tls::KeyStore* keys)
        : m_log(sink, log)
        , m_connections(m_log, m_keys)
        , m_fragments([this](const Datagram& datagram) { readDatagram(datagram); }) {
        m_keys.setShared(keys);
    }

    void addKeys(std::string_view keyLog) { m_keys.add(keyLog); }
    void decode(const capture::Frame& frame);
    void finish();

private:
    void readPacket(ByteView bytes, PacketFacts& facts);
    void readDatagram(const Datagram& datagram);
    void readTransport(const IpPacket& packet, const PacketFacts& facts, std::uint64_t firstFrame, bool isIncomplete);
    void readUdpDatagram(const IpPacket& packet, PacketFacts facts, std::uint64_t firstFrame, bool isIncomplete);
    void readTcpSegment(const IpPacket& packet, PacketFacts facts);
    void readIcmp(const IpPacket& packet, const PacketFacts& facts);
    void readOtherProtocol(const IpPacket& packet, const PacketFacts& facts);

    TrafficLog m_log;
    tls::KeyStore m_keys;
    ConnectionTable m_connections;
    FragmentStore m_fragments;
};

void Decoder::Impl::decode(const capture::Frame& frame) {
    if (!frame.isPacket) {
        m_log.skip(Protocol::NoPacket);
        return;
    }
    const LinkPayload link = readLink(frame.linkType, frame.bytes);
    switch (link.status) {
    case LinkPayload::Status::Ip: {
        PacketFacts facts;
        facts.frame = frame.number;
        facts.time = frame.time;
        facts.interfaceIndex = frame.interfaceIndex;
        facts.linkKey = link.key;
        readPacket(link.bytes, facts);
        return;
    }
    case LinkPayload::Status::Skip:
        m_log.skip(link.name);
        return;
    case LinkPayload::Status::Tunnel:
        m_log.odd(diag::kTunnelUnsupported, frame.number, link.name);
        return;
    case LinkPayload::Status::Unsupported:
        m_log.odd(diag::kLinkUnsupported, frame.number, link.name);
        return;
    case LinkPayload::Status::Truncated:
        m_log.odd(diag::kLinkTruncated, frame.number);
        return;
    }
}

void Decoder::Impl::readPacket(ByteView bytes, PacketFacts& facts) {
    IpPacket packet;
    switch (readIp(bytes, packet)) {
    case IpStatus::Good:
        break;
    case IpStatus::Malformed:
        m_log.odd(diag::kIpMalformed, facts.frame);
        return;
    case IpStatus::Truncated:
        m_log.odd(diag::kLinkTruncated, facts.frame, "ip");
        return;
    }
    facts.ipId = packet.id;
    facts.ttl = packet.ttl;
    facts.isCut = packet.missing > 0;
    if (packet.isFragment)
        m_fragments.add(packet, facts);
    else
        readTransport(packet, facts, facts.frame, false);
}

void Decoder::Impl::readDatagram(const Datagram& datagram) {
    if (!datagram.isComplete) {
        m_log.odd(diag::kIpFragment, datagram.firstFrame);
        // Its beginning may be the headers of a message; of a stream segment or an unknown part nothing can be used.
        if (datagram.packet.protocol != ip_protocol::kUdp || datagram.packet.payload.size() <= UdpHeader::kSize)
            return;
    }
    readTransport(datagram.packet, datagram.facts, datagram.firstFrame, !datagram.isComplete);
}

void Decoder::Impl::readTransport(const IpPacket& packet, const PacketFacts& facts, std::uint64_t firstFrame,
                                  bool isIncomplete) {
    switch (packet.protocol) {
    case ip_protocol::kUdp:
        readUdpDatagram(packet, facts, firstFrame, isIncomplete);
        return;
    case ip_protocol::kTcp:
        readTcpSegment(packet, facts);
        return;
    case ip_protocol::kIcmp:
    case ip_protocol::kIcmpv6:
        readIcmp(packet, facts);
        return;
    default:
        readOtherProtocol(packet, facts);
        return;
    }
}

void Decoder::Impl::readUdpDatagram(const IpPacket& packet, PacketFacts facts, std::uint64_t firstFrame,
                                    bool isIncomplete) {
    UdpHeader udp;
    switch (readUdp(packet.payload, udp)) {
    case UdpHeader::Status::Good:
        break;
    case UdpHeader::Status::Malformed:
        m_log.odd(diag::kTransportMalformed, facts.frame, "udp");
        return;
    case UdpHeader::Status::Truncated:
        m_log.odd(packet.missing > 0 ? diag::kLinkTruncated : diag::kTransportMalformed, facts.frame, "udp");
        return;
    }
    facts.isCut |= udp.isShort;
    const Flow flow{{packet.source, udp.sourcePort, 0}, {packet.destination, udp.destinationPort, 0}, Transport::Udp};
    readUdpPayload(udp.payload, flow, facts, firstFrame, isIncomplete || udp.isShort, m_log);
}

void Decoder::Impl::readTcpSegment(const IpPacket& packet, PacketFacts facts) {
    TcpSegment segment;
    switch (readTcp(packet.payload, packet.missing, segment)) {
    case TcpSegment::Status::Good:
        break;
    case TcpSegment::Status::Malformed:
        m_log.odd(diag::kTransportMalformed, facts.frame, "tcp");
        return;
    case TcpSegment::Status::Truncated:
        m_log.odd(diag::kLinkTruncated, facts.frame, "tcp");
        return;
    }
    const Flow flow{
        {packet.source, segment.sourcePort, 0}, {packet.destination, segment.destinationPort, 0}, Transport::Tcp};
    m_connections.add(segment, flow, facts);
}

void Decoder::Impl::readIcmp(const IpPacket& packet, const PacketFacts& facts) {
    if (quotesSip(packet.payload, packet.protocol == ip_protocol::kIcmpv6))
        m_log.odd(diag::kIcmpQuotesSip, facts.frame);
    else
        m_log.skip(Protocol::Icmp);
}

void Decoder::Impl::readOtherProtocol(const IpPacket& packet, const PacketFacts& facts) {
    switch (packet.protocol) {
    case ip_protocol::kIpv4:
        m_log.odd(diag::kTunnelUnsupported, facts.frame, "ipv4-in-ip");
        return;
    case ip_protocol::kIpv6:
        m_log.odd(diag::kTunnelUnsupported, facts.frame, "ipv6-in-ip");
        return;
    case ip_protocol::kGre:
        m_log.odd(diag::kTunnelUnsupported, facts.frame, "gre");
        return;
    case ip_protocol::kEsp:
        m_log.odd(diag::kTunnelUnsupported, facts.frame, "esp");
        return;
    case ip_protocol::kL2tp:
        m_log.odd(diag::kTunnelUnsupported, facts.frame, "l2tp");
        return;
    case ip_protocol::kMplsInIp:
        m_log.odd(diag::kTunnelUnsupported, facts.frame, "mpls");
        return;
    case ip_protocol::kSctp: {
        const bool hasPorts = packet.payload.size() >= 4;
        const std::uint8_t* p = packet.payload.data();
        const Flow flow{{packet.source, hasPorts ? readBe16(p) : std::uint16_t{0}, 0},
                        {packet.destination, hasPorts ? readBe16(p + 2) : std::uint16_t{0}, 0},
                        Transport::Sctp};
        m_log.other(Protocol::Sctp, flow, facts, packet.payload.size());
        return;
    }
    case ip_protocol::kIgmp:
    case ip_protocol::kEigrp:
    case ip_protocol::kOspf:
    case ip_protocol::kPim:
    case ip_protocol::kVrrp:
        m_log.skip(Protocol::Routing);
        return;
    default:
        m_log.skip(Protocol::OtherIp);
        return;
    }
}

void Decoder::Impl::finish() {
    m_fragments.finish();
    m_connections.finish();
    m_log.finish();
}

Decoder::Decoder(PayloadSink& sink, ImportLog& log, const tls::KeyStore* keys)
    : m_impl(std::make_unique<Impl>(sink, log, keys)) {}
Decoder::~Decoder() = default;

void Decoder::addKeys(std::string_view keyLog) {
    m_impl->addKeys(keyLog);
}

void Decoder::decode(const capture::Frame& frame) {
    m_impl->decode(frame);
}

void Decoder::finish() {
    m_impl->finish();
}

} // namespace echelle::net
