#include "core/net/decoder.h"

#include "core/net/acdr/acdr_payload.h"
#include "core/net/icmp.h"
#include "core/net/ip/fragment_store.h"
#include "core/net/link/link_layer.h"
#include "core/net/sctp/sctp_table.h"
#include "core/net/tcp/connection_table.h"
#include "core/net/traffic_log.h"
#include "core/net/transport/udp_header.h"
#include "core/net/tunnel/ip_tunnel.h"
#include "core/net/udp_payloads.h"
#include "core/sip/framer.h"
#include "core/tls/key_store.h"

#include <map>
#include <optional>
#include <utility>

namespace echelle::net {

class Decoder::Impl {
public:
    Impl(PayloadSink& sink, ImportLog& log, const tls::KeyStore* keys)
        : m_log(sink, log)
        , m_connections(m_log, m_keys)
        , m_sctp(m_log)
        , m_fragments([this](const Datagram& datagram) { readDatagram(datagram); }) {
        m_keys.setShared(keys);
    }

    void addKeys(std::string_view keyLog) { m_keys.add(keyLog); }
    void decode(const capture::Frame& frame);
    void finish();

private:
    // What lies around a packet, and when it began.
    struct Context {
        PacketFacts facts;
        std::uint64_t firstFrame = 0;
        bool isIncomplete = false; // fragments of the packet are missing
    };

    void readCarried(LinkPayload payload, Context context);
    std::optional<LinkPayload> readPacket(ByteView bytes, Context& context);
    void readDatagram(const Datagram& datagram);
    std::optional<LinkPayload> readTransport(const IpPacket& packet, Context& context);
    std::optional<LinkPayload> readUdpDatagram(const IpPacket& packet, Context& context);
    void readTcpSegment(const IpPacket& packet, PacketFacts facts);
    void readIcmp(const IpPacket& packet, const PacketFacts& facts);
    void giveIcmp(const IcmpError& error, const IpPacket& packet, const PacketFacts& facts);
    void readOtherProtocol(const IpPacket& packet);

    TrafficLog m_log;
    tls::KeyStore m_keys;
    ConnectionTable m_connections;
    SctpTable m_sctp;
    FragmentStore m_fragments;
    std::map<std::pair<Endpoint, Endpoint>, std::size_t> m_icmpErrors; // told so far, by quoted flow
};

void Decoder::Impl::decode(const capture::Frame& frame) {
    if (!frame.isPacket) {
        m_log.skip(Protocol::NoPacket);
        return;
    }
    Context context;
    context.facts.frame = context.firstFrame = frame.number;
    context.facts.time = frame.time;
    context.facts.interfaceIndex = frame.interfaceIndex;
    readCarried(readLink(frame.linkType, frame.bytes), context);
}

// Follows a packet from the outermost header to the innermost. Every step takes one tunnel off, and they are counted
// over fragments too, since a datagram hands its count on.
void Decoder::Impl::readCarried(LinkPayload payload, Context context) {
    const std::uint64_t frame = context.facts.frame;
    std::optional<LinkPayload> next = payload;
    while (next) {
        payload = *next;
        next.reset();
        context.facts.linkKey = payload.key;
        switch (payload.status) {
        case LinkPayload::Status::Ip:
            if (context.facts.tunnels > kMaxTunnels)
                m_log.odd(diag::kTunnelUnsupported, frame, "nested-too-deeply");
            else
                next = readPacket(payload.bytes, context);
            ++context.facts.tunnels;
            break;
        case LinkPayload::Status::Skip:
            m_log.skip(payload.name);
            break;
        case LinkPayload::Status::Layer: // readLayers leaves none
        case LinkPayload::Status::Tunnel:
            m_log.odd(diag::kTunnelUnsupported, frame, payload.name);
            break;
        case LinkPayload::Status::Unsupported:
            m_log.odd(diag::kLinkUnsupported, frame, payload.name);
            break;
        case LinkPayload::Status::Truncated:
            m_log.odd(diag::kLinkTruncated, frame);
            break;
        }
    }
}

// What the packet carries, where that is a tunnel.
std::optional<LinkPayload> Decoder::Impl::readPacket(ByteView bytes, Context& context) {
    IpPacket packet;
    PacketFacts& facts = context.facts;
    switch (readIp(bytes, packet)) {
    case IpStatus::Good:
        break;
    case IpStatus::Malformed:
        m_log.odd(diag::kIpMalformed, facts.frame);
        return std::nullopt;
    case IpStatus::Truncated:
        m_log.odd(diag::kLinkTruncated, facts.frame, "ip");
        return std::nullopt;
    }
    facts.ipId = packet.id;
    facts.ttl = packet.ttl;
    facts.isCut |= packet.missing > 0;
    if (!packet.isFragment)
        return readTransport(packet, context);
    m_fragments.add(packet, facts, context.firstFrame);
    return std::nullopt;
}

void Decoder::Impl::readDatagram(const Datagram& datagram) {
    Context context{datagram.facts, datagram.firstFrame, !datagram.isComplete};
    if (!datagram.isComplete) {
        m_log.odd(diag::kIpFragment, datagram.firstFrame, datagram.isEvicted ? "evicted" : "");
        // Its beginning may be the headers of a message, or a tunnel with them; of a stream segment or an unknown part
        // nothing can be used.
        const bool isUsable = datagram.packet.protocol != ip_protocol::kTcp && !datagram.packet.payload.empty();
        if (!isUsable ||
            (datagram.packet.protocol == ip_protocol::kUdp && datagram.packet.payload.size() <= UdpHeader::kSize))
            return;
    }
    if (const std::optional<LinkPayload> inner = readTransport(datagram.packet, context)) {
        ++context.facts.tunnels;
        readCarried(*inner, context);
    }
}

std::optional<LinkPayload> Decoder::Impl::readTransport(const IpPacket& packet, Context& context) {
    switch (packet.protocol) {
    case ip_protocol::kUdp:
        return readUdpDatagram(packet, context);
    case ip_protocol::kTcp:
        readTcpSegment(packet, context.facts);
        return std::nullopt;
    case ip_protocol::kIcmp:
    case ip_protocol::kIcmpv6:
        readIcmp(packet, context.facts);
        return std::nullopt;
    case ip_protocol::kSctp:
        m_sctp.add(packet.payload, packet.missing, {{packet.source, 0, 0}, {packet.destination, 0, 0}, Transport::Sctp},
                   context.facts, context.firstFrame);
        return std::nullopt;
    default:
        break;
    }
    std::optional<LinkPayload> tunnel = readIpTunnel(packet, context.facts.linkKey);
    if (!tunnel)
        readOtherProtocol(packet);
    return tunnel;
}

std::optional<LinkPayload> Decoder::Impl::readUdpDatagram(const IpPacket& packet, Context& context) {
    PacketFacts& facts = context.facts;
    UdpHeader udp;
    switch (readUdp(packet.payload, udp)) {
    case UdpHeader::Status::Good:
        break;
    case UdpHeader::Status::Malformed:
        m_log.odd(diag::kTransportMalformed, facts.frame, "udp");
        return std::nullopt;
    case UdpHeader::Status::Truncated:
        m_log.odd(packet.missing > 0 ? diag::kLinkTruncated : diag::kTransportMalformed, facts.frame, "udp");
        return std::nullopt;
    }
    facts.isCut |= udp.isShort;
    const Flow flow{{packet.source, udp.sourcePort, 0}, {packet.destination, udp.destinationPort, 0}, Transport::Udp};
    const bool isIncomplete = context.isIncomplete || udp.isShort;
    const auto tunnel = readUdpTunnel(udp.payload, udp.sourcePort, udp.destinationPort, facts.linkKey);
    if (tunnel && !sip::looksLikeSip(asText(udp.payload)))
        return tunnel;
    const bool isRecording = udp.sourcePort == acdr::kPort || udp.destinationPort == acdr::kPort;
    const auto recorded = isRecording ? readAcdr(udp.payload) : std::nullopt;
    if (recorded) {
        readAcdrPayload(*recorded, flow, facts, context.firstFrame, isIncomplete, m_log);
        return std::nullopt;
    }
    readUdpPayload(udp.payload, flow, facts, context.firstFrame, isIncomplete, m_log);
    return std::nullopt;
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
    const auto error = readIcmpError(packet.payload, packet.protocol == ip_protocol::kIcmpv6);
    if (!error) {
        m_log.skip(Protocol::Icmp);
        return;
    }
    error->isSip ? m_log.odd(diag::kIcmpQuotesSip, facts.frame) : m_log.skip(Protocol::Icmp);
    const bool isOfConnection = error->quoted.transport == Transport::Tcp &&
                                m_connections.addIcmp(*error, packet.source, facts, packet.payload);
    if (error->isSip && !isOfConnection)
        giveIcmp(*error, packet, facts);
}

// An element that is told so may send on for hours; the first few errors about a flow say all.
void Decoder::Impl::giveIcmp(const IcmpError& error, const IpPacket& packet, const PacketFacts& facts) {
    constexpr std::size_t kMaxErrors = 16;
    constexpr std::size_t kMaxFlows = 8192;
    if (m_icmpErrors.size() >= kMaxFlows)
        m_icmpErrors.clear();
    if (++m_icmpErrors[{error.quoted.source, error.quoted.destination}] > kMaxErrors) {
        m_log.odd(diag::kPacketLimit, facts.frame, "icmp");
        return;
    }
    PacketEvent event;
    event.kind = packet_kind::kIcmpError;
    event.facts = facts;
    event.flow = {{packet.source, 0, 0}, {packet.destination, 0, 0}, Transport::Unknown};
    event.summary = summaryOf(error);
    event.bytes = packet.payload;
    m_log.packet(event);
}

void Decoder::Impl::readOtherProtocol(const IpPacket& packet) {
    switch (packet.protocol) {
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
    m_log.skip(Protocol::DuplicateFragment, m_fragments.duplicates());
    m_connections.finish();
    m_sctp.finish();
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
