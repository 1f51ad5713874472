#pragma once

#include "core/base/byte_view.h"
#include "core/base/endpoint.h"
#include "core/base/timestamp.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace echelle::net {

// What the layers below tell of one payload; travels to the sighting, to tell double captures and copies apart.
struct PacketFacts {
    std::uint64_t frame = 0;
    Timestamp time;
    std::uint32_t interfaceIndex = 0;
    std::uint16_t ipId = 0;    // IPv4 identification; 0 for IPv6 or none
    std::uint8_t ttl = 0;      // TTL or hop limit
    std::uint64_t linkKey = 0; // hash of VLAN ids and MAC addresses (and of the cooked packet type)
    bool isCut = false;        // the snap length cut the payload
};

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
// it: TLS, or a signalling protocol that is only named.
struct ConnectionFacts {
    std::string protocol; // "TLS", "H.225", "MGCP", "SCCP", "IAX2", "MEGACO" ...
    Endpoint client;      // the side that connected, where seen; else the lower
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
};

// Hears what the network layers find. All calls come on the thread that calls Decoder::decode or finish.
class PayloadSink {
public:
    virtual ~PayloadSink() = default;
    virtual void onSip(const SipPayload& payload) = 0;
    virtual void onConnection(const ConnectionFacts& facts) = 0; // once per connection, when it ends or at finish()
};

} // namespace echelle::net
