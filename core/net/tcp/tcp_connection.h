#pragma once

#include "core/net/tcp/lifecycle.h"
#include "core/net/tcp/stream_assembler.h"
#include "core/net/tcp/stream_content.h"
#include "core/net/transport/tcp_segment.h"

#include <array>

namespace echelle::net {

// Both directions of one TCP connection: index 0 is sent by the lower of the two endpoints.
class TcpConnection {
public:
    // The flow is that of one of its segments; log and keys outlive it.
    TcpConnection(std::uint64_t number, const Flow& flow, TrafficLog& log, tls::KeyStore& keys);
    TcpConnection(const TcpConnection&) = delete;
    TcpConnection& operator=(const TcpConnection&) = delete;

    // Whether the segment opens another connection between the same endpoints.
    [[nodiscard]] bool isReplacedBy(const TcpSegment& segment, const Endpoint& source) const;
    void add(const TcpSegment& segment, const Endpoint& source, const PacketFacts& facts);
    // The input ended, or the connection is dropped: gives out what is held, and the facts of an unread one.
    void finish();
    // An ICMP error quotes one of its segments.
    void addIcmp(const IcmpError& error, const IpAddress& sender, const PacketFacts& facts, ByteView bytes);

    [[nodiscard]] std::size_t heldMemory() const;
    [[nodiscard]] std::uint64_t number() const { return m_traits.number; }
    [[nodiscard]] std::uint64_t lastFrame() const { return m_facts.lastFrame; }

private:
    struct Direction {
        Flow flow;
        StreamAssembler assembler;
        StreamContent content;
        std::uint64_t bytes = 0;
        bool isFinished = false;
        Direction(const Flow& f, bool isLow, ConnectionTraits& traits, TrafficLog& log)
            : flow(f), content(flow, isLow, traits, log) {}
    };

    [[nodiscard]] std::size_t indexOf(const Endpoint& source) const {
        return source == m_directions[0].flow.source ? 0 : 1;
    }
    void count(const TcpSegment& segment, std::size_t index, const PacketFacts& facts);
    void giveTls();
    void giveAttempt();
    void giveEvents();
    [[nodiscard]] std::size_t client() const;
    [[nodiscard]] bool isSip() const; // read in it, also behind TLS
    [[nodiscard]] bool isSipOverTls() const;

    TrafficLog& m_log;
    ConnectionTraits m_traits;
    std::array<Direction, 2> m_directions;
    ConnectionFacts m_facts; // client and server are set at the end
    Lifecycle m_lifecycle;
    std::uint64_t m_payloadPackets = 0;
};

} // namespace echelle::net
