#pragma once

#include "core/net/tcp/stream_assembler.h"
#include "core/net/traffic_log.h"

#include <string>
#include <vector>

namespace echelle::net {

// What both directions of a connection know about it.
struct ConnectionTraits {
    std::uint64_t number = 0; // SipPayload::connection
    bool hasSipPort = false;
    bool isSip = false; // SIP was read in either direction
    bool isTls = false;
    bool isWebSocket = false;
    std::string serverName; // of the ClientHello
    bool isHelloSeen = false;
    bool isHelloFromLow = false; // who sent it: the lower endpoint of the two
};

// Reads the bytes of one direction: tells by content whether it is SIP, TLS or something else, and cuts SIP into
// messages (RFC 3261 section 18.3). A direction taken for something else becomes SIP where a segment begins with a
// start line.
class StreamContent final : public StreamBytes {
public:
    // flow, traits and log outlive it. isLow: this direction is sent by the lower endpoint.
    StreamContent(const Flow& flow, bool isLow, ConnectionTraits& traits, TrafficLog& log);

    void onBytes(ByteView bytes, const PacketFacts& facts) override;
    void onHole(const PacketFacts& facts) override;
    void onEarlyBytes(ByteView bytes, const PacketFacts& facts) override;
    void finish(); // no more bytes will come

    [[nodiscard]] std::size_t heldMemory() const { return m_buffer.size() + m_marks.size() * sizeof(Mark); }

private:
    enum class Mode : std::uint8_t { Undecided, Sip, Hello, Tls, Other };
    struct Mark {
        std::uint64_t end; // position in the stream, behind the last byte of the segment
        PacketFacts facts;
    };

    void decide();
    void become(Mode mode);
    void becomeOther(Protocol protocol);
    void readHello();
    void readOther(ByteView bytes, const PacketFacts& facts);
    void readSip(ByteView bytes, const PacketFacts& facts);
    void frameBuffer();
    std::size_t frameMessages(std::string_view bytes, bool atEnd);
    void giveMessage(std::string_view bytes, std::size_t offset, bool isIncomplete);
    void pushMark(std::uint64_t end, const PacketFacts& facts);
    void dropUsed(std::size_t size);
    void giveUpRest();
    [[nodiscard]] const PacketFacts& factsAt(std::uint64_t position) const;

    const Flow& m_flow;
    ConnectionTraits& m_traits;
    TrafficLog& m_log;
    bool m_isLow;
    Mode m_mode = Mode::Undecided;
    Protocol m_protocol = Protocol::OtherTcp;
    std::string m_buffer;          // bytes not used yet: an unfinished message, or what is undecided
    std::vector<Mark> m_marks;     // which packet brought which bytes, from the front of the buffer on
    std::uint64_t m_position = 0;  // in the stream, of the buffer's front
    std::size_t m_resume = 0;      // for sip::nextInStream
    bool m_isResyncing = true;     // bytes before the first start line are the rest of a message not captured
    std::uint64_t m_holeFrame = 0; // of a hole met while undecided; 0: none
    std::uint64_t m_lastFrame = 0; // of the last message given out
    std::uint32_t m_lastIndex = 0;
};

} // namespace echelle::net
