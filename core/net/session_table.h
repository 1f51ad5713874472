#pragma once

#include "core/net/payload.h"
#include "core/net/protocol/protocol.h"

#include <unordered_map>

namespace echelle::net {

// Sessions of protocols that are only named: one per protocol and pair of addresses (RTP-like port changes make no
// further row). Bounded: beyond kMaxSessions all are given out and counted anew.
class SessionTable {
public:
    static constexpr std::size_t kMaxSessions = 16'384;
    // ConnectionFacts::number counts from here, TCP connections from 1.
    static constexpr std::uint64_t kFirstNumber = std::uint64_t{1} << 40;

    explicit SessionTable(PayloadSink& sink) : m_sink(sink) {}
    // Returns the session's number.
    std::uint64_t add(const ProtocolEntry& protocol, const Endpoint& source, const Endpoint& destination,
                      Transport transport, const PacketFacts& facts, std::size_t bytes);
    void finish(); // gives all out, by first frame

private:
    struct Key {
        std::string_view protocol; // static text
        IpAddress low;
        IpAddress high;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const noexcept;
    };

    PayloadSink& m_sink;
    std::uint64_t m_nextNumber = kFirstNumber;
    std::unordered_map<Key, ConnectionFacts, KeyHash> m_sessions;
};

} // namespace echelle::net
