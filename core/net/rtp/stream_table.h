#pragma once

#include "core/net/payload.h"
#include "core/net/rtp/rtcp_packet.h"
#include "core/net/rtp/rtp_packet.h"
#include "core/net/rtp/rtp_stream.h"
#include "core/net/rtp/sequence_counter.h"

#include <list>
#include <map>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace echelle::net {

// All RTP streams of a capture. Datagrams that might be RTP are followed as candidates, since the description that
// announces them may be missing, encrypted or in another input; whether they are streams is told by their numbers here
// and by descriptions later. Bounded: beyond kMaxStreams the one that was silent longest is given out.
class StreamTable {
public:
    static constexpr std::size_t kMaxStreams = 8192;
    static constexpr std::size_t kMaxPayloadTypes = 6; // of a stream, that are told apart

    explicit StreamTable(PayloadSink& sink) : m_sink(sink) {}

    // A datagram, or what one carries. False where it is no RTP.
    bool add(ByteView bytes, const Flow& flow, const PacketFacts& facts, bool isRelayed = false);
    // An RTCP datagram, on its own port or that of the stream (RFC 5761).
    void addRtcp(ByteView bytes, const Flow& flow);
    // Whether a regular stream to or from that host was seen between the two times.
    [[nodiscard]] bool hasMedia(const IpAddress& host, Timestamp from, Timestamp to) const;
    void finish(); // gives out what is left, by first frame

private:
    struct Key {
        Endpoint source;
        Endpoint destination;
        std::uint32_t ssrc = 0;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const noexcept;
    };
    struct TypeState {
        PayloadTypeFacts facts;
        JitterMeter jitter;
        std::uint32_t lastTimestamp = 0;
        explicit TypeState(std::uint8_t type) : jitter(type) { facts.type = type; }
    };
    struct Stream {
        Key key;
        StreamFacts facts;
        SequenceCounter sequence;
        std::vector<TypeState> types;
    };
    using Streams = std::list<Stream>; // silent longest first
    struct Span {
        Timestamp start;
        Timestamp end;
    };
    // SSRC, host of the sender, host of the receiver.
    using ReportKey = std::tuple<std::uint32_t, IpAddress, IpAddress>;

    static TypeState* typeOf(Stream& stream, std::uint8_t type);
    void give(Stream& stream);
    [[nodiscard]] static bool isRegular(const Stream& stream);
    void noteMedia(const StreamFacts& facts);

    PayloadSink& m_sink;
    Streams m_streams;
    std::unordered_map<Key, Streams::iterator, KeyHash> m_byKey;
    std::map<ReportKey, ReceiverReports> m_reports;
    std::map<IpAddress, Span> m_media; // of regular streams that were given out
};

} // namespace echelle::net
