#pragma once

#include "core/net/tcp/stream_assembler.h"
#include "core/net/traffic_log.h"

#include <string>
#include <vector>

namespace echelle::net {

// Cuts one direction of a connection that carries SIP into messages (RFC 3261 section 18.3).
class SipStream {
public:
    // flow and log outlive it. connection: number of the TCP connection.
    SipStream(const Flow& flow, std::uint64_t connection, TrafficLog& log)
        : m_flow(flow), m_log(log), m_connection(connection) {}

    void read(ByteView bytes, const PacketFacts& facts);
    void onHole(const PacketFacts& facts); // of the packet that showed it
    void giveUpRest();                     // no byte will follow: what is incomplete is given out as it is

    [[nodiscard]] std::size_t heldMemory() const { return m_buffer.size() + m_marks.size() * sizeof(Mark); }

private:
    struct Mark {
        std::uint64_t end; // position in the stream, behind the last byte of the segment
        PacketFacts facts;
    };

    void frameBuffer();
    std::size_t frameMessages(std::string_view bytes, bool atEnd);
    void giveMessage(std::string_view bytes, std::size_t offset, bool isIncomplete);
    void pushMark(std::uint64_t end, const PacketFacts& facts);
    void dropUsed(std::size_t size);
    [[nodiscard]] const PacketFacts& factsAt(std::uint64_t position) const;

    const Flow& m_flow;
    TrafficLog& m_log;
    std::uint64_t m_connection;
    std::string m_buffer;          // an unfinished message
    std::vector<Mark> m_marks;     // which packet brought which bytes, from the front of the buffer on
    std::uint64_t m_position = 0;  // in the stream, of the buffer's front
    std::size_t m_resume = 0;      // for sip::nextInStream
    bool m_isResyncing = true;     // bytes before the first start line are the rest of a message not captured
    std::uint64_t m_lastFrame = 0; // of the last message given out
    std::uint32_t m_lastIndex = 0;
};

} // namespace echelle::net
