#pragma once

#include "core/net/hep/hep_stream.h"
#include "core/net/tcp/connection_traits.h"
#include "core/net/tcp/sip_stream.h"
#include "core/net/tcp/stream_assembler.h"
#include "core/net/traffic_log.h"
#include "core/net/websocket/websocket_stream.h"

#include <memory>
#include <string>
#include <vector>

namespace echelle::net {

// Reads the bytes of one direction: tells by content whether it is SIP, WebSocket, TLS, HEP or something else, and
// hands them to who reads that. A direction taken for something else becomes SIP or WebSocket where a segment begins as
// such. Reads what is inside TLS, too: the flow's transport then is Tls.
class StreamContent final : public StreamBytes {
public:
    // flow, traits and log outlive it. isLow: this direction is sent by the lower endpoint.
    StreamContent(const Flow& flow, bool isLow, ConnectionTraits& traits, TrafficLog& log);

    void onBytes(ByteView bytes, const PacketFacts& facts) override;
    void onHole(const PacketFacts& facts) override;
    void onEarlyBytes(ByteView bytes, const PacketFacts& facts) override;
    void finish(); // no more bytes will come

    [[nodiscard]] std::size_t heldMemory() const;

private:
    enum class Mode : std::uint8_t { Undecided, Sip, Tls, WebSocket, Hep, Other };
    struct Mark {
        std::size_t end; // in m_buffer, behind the last byte of the segment
        PacketFacts facts;
    };

    void decide();
    void become(Mode mode);
    void becomeOther(Protocol protocol);
    void replay(std::size_t from);
    bool readUpgrade();
    void readOther(ByteView bytes, const PacketFacts& facts);
    void beginWebSocket(const websocket::Upgrade& upgrade);
    ByteView takeFrames(ByteView bytes, const PacketFacts& facts);
    void readFrames(ByteView bytes, const PacketFacts& facts);
    [[nodiscard]] bool isInsideTls() const { return m_flow.transport == Transport::Tls; }
    void giveUpRest();

    const Flow& m_flow;
    ConnectionTraits& m_traits;
    TrafficLog& m_log;
    bool m_isLow;
    Mode m_mode = Mode::Undecided;
    Protocol m_protocol = Protocol::OtherTcp;
    std::string m_buffer;      // what is undecided
    std::vector<Mark> m_marks; // which packet brought which bytes of it
    SipStream m_sip;
    std::unique_ptr<websocket::WebSocketStream> m_webSocket;
    std::unique_ptr<HepStream> m_hep;
    std::uint64_t m_holeFrame = 0; // of a hole met while undecided; 0: none
};

} // namespace echelle::net
