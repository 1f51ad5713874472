#pragma once

#include "core/base/byte_view.h"
#include "core/base/endpoint.h"
#include "core/base/timestamp.h"
#include "core/net/packet_event.h"
#include "core/net/rtp/rtp_stream.h"

#include <cstdint>
#include <string>

namespace echelle::net {

// One SIP message's bytes as they came off the wire, complete with where and when.
struct SipPayload {
    ByteView bytes; // valid during the call only
    Endpoint source;
    Endpoint destination;
    Transport transport = Transport::Unknown;
    PacketFacts facts;              // of the frame that completes the message
    std::uint64_t firstFrame = 0;   // where it began, for TCP and fragments
    std::uint32_t indexInFrame = 0; // 0, 1, 2 ... for several messages completed by one frame
    std::uint64_t connection = 0;   // number of the TCP connection, 0 for UDP
    bool isIncomplete = false;      // the stream ended or broke before Content-Length was reached
};

// A connection (or other protocol's session) that is worth a row of kind `connection`, because no SIP could be read in
// it: TLS, a signalling protocol that is only named, or an attempt that failed.
struct ConnectionFacts {
    std::uint64_t number = 0; // within its source; PacketEvent::connection of its events. 0: it has none
    std::string protocol;     // "TLS", "TCP", "DNS", "H.225", "MGCP", "SCCP", "IAX2", "MEGACO" ...
    Endpoint client;          // the side that connected, where seen; else the lower
    Endpoint server;
    Transport transport = Transport::Unknown;
    Timestamp start;
    Timestamp end;
    std::uint64_t firstFrame = 0;
    std::uint64_t lastFrame = 0;
    std::uint64_t packets = 0;
    std::uint64_t bytesFromClient = 0; // payload bytes
    std::uint64_t bytesFromServer = 0;
    std::string serverName; // SNI of the ClientHello, where readable
    Arguments facts;        // further ones, each name once: what the rules of connections read
};

// Hears what the network layers find. All calls come on the thread that calls Decoder::decode or finish.
class PayloadSink {
public:
    virtual ~PayloadSink() = default;
    virtual void onSip(const SipPayload& payload) = 0;
    virtual void onConnection(const ConnectionFacts& facts) = 0; // once per connection, when it ends or at finish()
    // Of a connection that becomes a row: before its onConnection. Else where it is seen, or where it turns out to be
    // worth keeping.
    virtual void onPacketEvent(const PacketEvent& event) { (void)event; }
    // An RTP stream, or what may be one (StreamFacts::isRegular); at finish(), or where it makes room.
    virtual void onStream(const StreamFacts& facts) { (void)facts; }
};

} // namespace echelle::net
