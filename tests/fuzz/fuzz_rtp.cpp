// RTP and RTCP: the input cut into datagrams of two senders, counted and given out.
#include "core/net/rtp/stream_table.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace echelle;

namespace {
class Sink final : public net::PayloadSink {
public:
    void onSip(const net::SipPayload&) override {}
    void onConnection(const net::ConnectionFacts&) override {}
    void onStream(const net::StreamFacts& facts) override {
        std::uint64_t named = 0;
        for (const net::PayloadTypeFacts& type : facts.payloadTypes) {
            named += type.packets;
            if (type.instants > type.packets)
                std::abort();
            for (const net::Jitter& jitter : type.jitter)
                if (!std::isfinite(jitter.mean) || jitter.mean < 0 || jitter.highest < jitter.mean * 0.999)
                    std::abort();
        }
        if (facts.packets == 0 || named + facts.duplicates > facts.packets || facts.firstFrame > facts.lastFrame)
            std::abort();
    }
};
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    ByteView bytes(data, size);
    if (const auto packet = net::readRtp(bytes))
        if (packet->payloadSize + 12 > size)
            std::abort();
    if (const auto packet = net::readRtcp(bytes))
        if (packet->reports.size() > net::RtcpPacket::kMaxReports || packet->reports.size() * 24 > size)
            std::abort();
    Sink sink;
    net::StreamTable table(sink);
    const std::uint8_t a[4] = {192, 0, 2, 1};
    const std::uint8_t b[4] = {192, 0, 2, 2};
    const net::Flow forth{{IpAddress::v4(a), 4000, 0}, {IpAddress::v4(b), 5000, 0}, Transport::Udp};
    const net::Flow back{forth.destination, forth.source, Transport::Udp};
    net::PacketFacts facts;
    while (!bytes.empty()) { // a byte that says how long each datagram is and which way it goes
        const std::size_t length = std::min<std::size_t>(bytes[0] & 0x7f, bytes.size() - 1);
        const net::Flow& flow = (bytes[0] & 0x80) != 0 ? back : forth;
        const ByteView datagram = bytes.subspan(1, length);
        ++facts.frame;
        facts.time = Timestamp{static_cast<std::int64_t>(facts.frame) * 20'000'000};
        if (!table.add(datagram, flow, facts))
            table.addRtcp(datagram, flow);
        bytes = bytes.subspan(1 + length);
    }
    table.finish();
    return 0;
}
