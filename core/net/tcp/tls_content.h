#pragma once

#include "core/net/tcp/stream_content.h"
#include "core/tls/session.h"

#include <array>

namespace echelle::net {

// What a TCP connection that is TLS holds: its handshake, and behind decryption two directions that are read like those
// of a connection in clear.
class TlsContent final : private tls::ContentSink {
public:
    // flow: of one direction, isLow: whether that is the one of the lower endpoint; outer, log outlive it.
    TlsContent(const Flow& flow, bool isLow, const ConnectionTraits& outer, TrafficLog& log);

    void read(bool isLow, ByteView bytes, const PacketFacts& facts);
    void onHole(bool isLow, const PacketFacts& facts);
    void finish(); // no more bytes will come

    [[nodiscard]] const tls::HandshakeFacts& facts() const { return m_session.facts(); }
    [[nodiscard]] bool isClientLow() const { return m_isClientLow; }
    [[nodiscard]] bool isSip() const { return m_traits.isSip; } // SIP was read in it
    [[nodiscard]] std::size_t heldMemory() const;

private:
    void onContent(tls::Side from, ByteView plain, tls::Origin at) override;
    void onContentHole(tls::Side from, tls::Origin at) override;

    struct Direction {
        Flow flow;
        StreamContent content;
        PacketFacts facts; // of the packet that was read last
        Direction(const Flow& f, bool isLow, ConnectionTraits& traits, TrafficLog& log)
            : flow(f), content(flow, isLow, traits, log) {}
    };

    [[nodiscard]] tls::Side sideOf(bool isLow) const {
        return isLow == m_isClientLow ? tls::Side::Client : tls::Side::Server;
    }
    [[nodiscard]] Direction& directionOf(tls::Side side) {
        return m_directions[(side == tls::Side::Client) == m_isClientLow ? 0 : 1];
    }
    [[nodiscard]] PacketFacts factsAt(const Direction& direction, tls::Origin at) const;

    ConnectionTraits m_traits; // of what is inside
    std::array<Direction, 2> m_directions;
    tls::Session m_session;
    bool m_isClientKnown = false;
    bool m_isClientLow = true;
    bool m_isFinished = false;
};

} // namespace echelle::net
