#pragma once

#include "core/net/traffic_log.h"
#include "core/net/websocket/frame_header.h"
#include "core/net/websocket/message_inflater.h"
#include "core/net/websocket/upgrade.h"

#include <memory>
#include <string>

namespace echelle::net::websocket {

// Reads one direction of a WebSocket connection (RFC 6455 section 5) behind the handshake: frames to messages, and
// those that are SIP (RFC 7118: one message each) to the log, with the frame that completes them. Others are counted.
// Where bytes are missing it goes on with the next segment that begins with a frame of SIP.
class WebSocketStream {
public:
    // flow, agreement and log outlive it; the agreement may become known later. connection: number of the TCP
    // connection. The transport of what is found is Ws, or Wss where the flow's is Tls.
    WebSocketStream(const Flow& flow, const Agreement& agreement, std::uint64_t connection, TrafficLog& log);

    // Returns how many bytes were frames, or begin one: the rest is none. With isLost() all of a segment is used.
    std::size_t read(ByteView bytes, const PacketFacts& facts);
    void onHole(const PacketFacts& facts);
    void giveUpRest();

    [[nodiscard]] bool hasSip() const { return m_hasSip; }
    [[nodiscard]] std::size_t heldMemory() const { return m_message.size() + m_header.size(); }

private:
    bool readHeader(ByteView& bytes, const PacketFacts& facts);
    void readPayload(ByteView& bytes);
    void endFrame();
    void endMessage();
    void readClose();
    void giveMessage(ByteView bytes, bool isIncomplete);
    void note(const PacketFacts& facts);
    [[nodiscard]] bool isSipExpected() const { return m_hasSip || m_agreement.isSip; }

    const Flow& m_flow;
    const Agreement& m_agreement;
    TrafficLog& m_log;
    std::uint64_t m_connection;
    std::string m_header; // the beginning of a frame's header
    FrameHeader m_frame;  // whose payload is being read, where m_isInFrame
    bool m_isInFrame = false;
    bool m_isLost = false;    // after a hole
    std::uint64_t m_done = 0; // bytes of the frame's payload
    std::string m_control;    // payload of the control frame being read
    bool m_isInMessage = false;
    bool m_isCompressed = false;                 // the message
    std::string m_message;                       // payloads of its frames so far, unmasked
    std::unique_ptr<MessageInflater> m_inflater; // from the first compressed message on
    PacketFacts m_facts;                         // of the last captured packet that the message lies in
    std::uint64_t m_firstFrame = 0;
    std::uint64_t m_lastFrame = 0; // of the last message given out
    std::uint32_t m_lastIndex = 0;
    bool m_hasSip = false;
};

// True where a segment begins with a frame whose message is SIP: how a connection joined late is told.
[[nodiscard]] bool beginsWithSip(ByteView segment);

} // namespace echelle::net::websocket
