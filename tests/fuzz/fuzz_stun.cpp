// STUN and TURN: one message, and the input cut into datagrams and stream segments of a client and its server.
#include "core/net/stun/stun_table.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace echelle;

namespace {
class Sink final : public net::PayloadSink {
public:
    void onSip(const net::SipPayload&) override {}
    void onConnection(const net::ConnectionFacts& facts) override {
        if (facts.number == 0 || facts.packets == 0 || net::factOf(facts.facts, "ending").empty())
            std::abort();
    }
    void onPacketEvent(const net::PacketEvent& event) override {
        if (event.summary.empty() || event.kind.empty())
            std::abort();
    }
};
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    ByteView bytes(data, size);
    if (const auto message = net::stun::read(bytes))
        if (message->data.size() > size || message->userName.size() > size || message->errorCode > 7 * 100 + 255)
            std::abort();
    if (net::stun::channelData(bytes).size() > size)
        std::abort();
    Sink sink;
    net::StreamTable streams(sink);
    net::StunTable table(sink, streams);
    const std::uint8_t client[4] = {192, 0, 2, 1};
    const std::uint8_t server[4] = {192, 0, 2, 53};
    const net::Flow asked{{IpAddress::v4(client), 40'000, 0}, {IpAddress::v4(server), 3478, 0}, Transport::Udp};
    const net::Flow answered{asked.destination, asked.source, Transport::Udp};
    net::PacketFacts facts;
    table.addStream(bytes, asked, facts);
    while (!bytes.empty()) { // a byte that says how long each datagram is and which way it goes
        const std::size_t length = std::min<std::size_t>(bytes[0] & 0x7f, bytes.size() - 1);
        const bool isAnswer = (bytes[0] & 0x80) != 0;
        ++facts.frame;
        facts.time = Timestamp{static_cast<std::int64_t>(facts.frame) * 500'000'000};
        if (table.addDatagram(bytes.subspan(1, length), isAnswer ? answered : asked, facts).size() > length)
            std::abort();
        bytes = bytes.subspan(1 + length);
    }
    table.noteOpened(asked.source, {asked.destination.address, 443, 0}, facts.time);
    table.finish();
    return 0;
}
