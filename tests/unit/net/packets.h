#pragma once

#include "core/net/decoder.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Packets built layer by layer, in network byte order, and what the decoder makes of them.
namespace echelle::test {

inline std::string be16(unsigned v) {
    return {static_cast<char>(v >> 8), static_cast<char>(v & 0xff)};
}
inline std::string be32(std::uint32_t v) {
    return be16(v >> 16) + be16(v & 0xffff);
}
inline std::string hex(std::string_view digits) {
    std::string out;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        while (digits[i] == ' ')
            ++i;
        const auto value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
        out += static_cast<char>(value(digits[i]) * 16 + value(digits[i + 1]));
    }
    return out;
}

inline std::string ethernet(std::string_view payload, unsigned type = 0x0800, std::string_view tags = {}) {
    return hex("020000000001 020000000002") + std::string(tags) + be16(type) + std::string(payload);
}

struct Ip4 {
    unsigned protocol = 17;
    unsigned id = 1;
    unsigned fragment = 0; // flags and offset as in the header
    std::string options;   // a multiple of four
    int length = -1;       // total length field where it is not the real one
    std::string from = hex("0a000001");
    std::string to = hex("0a000002");
};
inline std::string ipv4(std::string_view payload, const Ip4& h = {}) {
    const auto header = static_cast<unsigned>(20 + h.options.size());
    const auto length =
        h.length >= 0 ? static_cast<unsigned>(h.length) : static_cast<unsigned>(header + payload.size());
    std::string out;
    out += static_cast<char>(0x40 | header / 4);
    out += '\0';
    out += be16(length) + be16(h.id) + be16(h.fragment) + std::string(1, 64) +
           std::string(1, static_cast<char>(h.protocol));
    return out + be16(0) + h.from + h.to + h.options + std::string(payload);
}
inline std::string ipv6(std::string_view payload, unsigned next = 17) {
    return be32(0x60000000) + be16(static_cast<unsigned>(payload.size())) + std::string(1, static_cast<char>(next)) +
           '\x40' + hex("20010db8000000000000000000000001") + hex("20010db8000000000000000000000002") +
           std::string(payload);
}
inline std::string udp(std::string_view payload, unsigned from = 5060, unsigned to = 5060) {
    return be16(from) + be16(to) + be16(static_cast<unsigned>(8 + payload.size())) + be16(0) + std::string(payload);
}

namespace tcp_flag {
inline constexpr unsigned kFin = 1, kSyn = 2, kReset = 4, kAck = 16;
}
inline std::string tcp(std::string_view payload, std::uint32_t sequence, unsigned flags = tcp_flag::kAck,
                       std::uint32_t ack = 0, unsigned from = 40'000, unsigned to = 5060) {
    return be16(from) + be16(to) + be32(sequence) + be32(ack) + '\x50' + static_cast<char>(flags) + be16(65'535) +
           be32(0) + std::string(payload);
}

// A request with a body of this size, of one line.
inline std::string request(int number, std::size_t body = 0) {
    const std::string line =
        body < 2 ? std::string(body, '\n') : std::string(body - 2, static_cast<char>('a' + number % 26)) + "\r\n";
    return "OPTIONS sip:" + std::to_string(number) +
           "@example.com SIP/2.0\r\nVia: SIP/2.0/TCP a.example.com;branch=z9hG4bK" + std::to_string(number) +
           "\r\nCall-ID: " + std::to_string(number) + "\r\nContent-Length: " + std::to_string(body) + "\r\n\r\n" + line;
}

struct Heard {
    std::string bytes;
    net::SipPayload payload; // its bytes are no longer valid
};

class Listener final : public net::PayloadSink {
public:
    void onSip(const net::SipPayload& p) override {
        messages.push_back({std::string(asText(p.bytes)), p});
        messages.back().payload.bytes = {};
    }
    void onConnection(const net::ConnectionFacts& facts) override { connections.push_back(facts); }
    void onPacketEvent(const net::PacketEvent& event) override { packets.push_back(net::recordOf(event)); }
    [[nodiscard]] std::vector<std::string> texts() const {
        std::vector<std::string> out;
        for (const Heard& heard : messages)
            out.push_back(heard.bytes);
        return out;
    }
    std::vector<Heard> messages;
    std::vector<net::ConnectionFacts> connections;
    std::vector<net::PacketRecord> packets;
};

// Feeds frames and numbers them from 1, a millisecond apart.
class Wire {
public:
    void frame(std::string_view bytes, capture::LinkType link = capture::link::kEthernet, std::uint32_t original = 0) {
        capture::Frame f;
        f.number = ++m_number;
        f.time = Timestamp{std::int64_t{1'700'000'000} * 1'000'000'000} + Duration::milliseconds(m_milliseconds++);
        f.linkType = link;
        // A copy of its own size, so that the address sanitizer sees each byte read beyond the end.
        const std::vector<std::uint8_t> exact(bytes.begin(), bytes.end());
        f.bytes = exact;
        f.originalLength = std::max(original, static_cast<std::uint32_t>(bytes.size()));
        m_decoder.decode(f);
    }
    void ip(std::string_view packet) { frame(packet, capture::link::kRaw); }
    void wait(Duration d) { m_milliseconds += d.ns / 1'000'000; }
    void finish() { m_decoder.finish(); }
    [[nodiscard]] std::uint64_t skipped(std::string_view name) const {
        const auto found = log.skipped().find(name);
        return found == log.skipped().end() ? 0 : found->second;
    }

    Listener heard;
    ImportLog log;

private:
    net::Decoder m_decoder{heard, log};
    std::uint64_t m_number = 0;
    std::int64_t m_milliseconds = 0;
};

} // namespace echelle::test
