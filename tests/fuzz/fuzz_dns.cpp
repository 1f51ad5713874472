// DNS messages as a datagram, and as a stream with lengths before them: read, kept and judged at the end.
#include "core/net/dns/lookup_table.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace echelle;

namespace {
class Sink final : public net::PayloadSink {
public:
    void onSip(const net::SipPayload&) override {}
    void onConnection(const net::ConnectionFacts& facts) override {
        if (facts.number == 0 || facts.packets == 0)
            std::abort();
    }
    void onPacketEvent(const net::PacketEvent& event) override {
        if (event.summary.empty() || event.kind.empty())
            std::abort();
    }
};
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    if (const auto message = net::dns::read(bytes)) {
        if (message->name.size() > 255 || message->answers.size() > net::dns::kMaxAnswers)
            std::abort();
        for (const net::dns::Record& record : message->answers)
            if (record.name.size() > 255 || record.target.size() > 255 || record.text.size() > 255)
                std::abort();
    }
    Sink sink;
    ImportLog log;
    net::LookupTable lookups(sink, log);
    const std::uint8_t client[4] = {192, 0, 2, 1};
    const std::uint8_t server[4] = {192, 0, 2, 53};
    const net::Flow asked{{IpAddress::v4(client), 40'000, 0}, {IpAddress::v4(server), 53, 0}, Transport::Udp};
    const net::Flow answered{asked.destination, asked.source, Transport::Udp};
    net::PacketFacts facts;
    facts.frame = 1;
    lookups.noteHost("www.example.com");
    lookups.addDatagram(bytes, asked, facts);
    lookups.addStream(bytes, answered, facts);
    lookups.finish();
    return 0;
}
