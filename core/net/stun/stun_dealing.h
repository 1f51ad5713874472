#pragma once

#include "core/net/packet_event.h"
#include "core/net/payload.h"
#include "core/net/stun/stun_message.h"

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace echelle::net::stun {

// What one client asked of one server, or the connectivity checks of one pair of ICE agents, and what came of it.
struct Dealing {
    static constexpr std::size_t kMaxEvents = 12; // the first ones, and the last
    static constexpr std::size_t kMaxPairs = 64;

    bool isCheck = false; // of ICE (RFC 8445 section 7)
    bool isTurn = false;  // asks for more than Binding (RFC 8656)
    Flow flow;            // of the first request
    Timestamp start;
    Timestamp end;
    std::uint64_t firstFrame = 0;
    std::uint64_t lastFrame = 0;
    std::uint64_t packets = 0;
    std::uint64_t requests = 0; // transactions
    std::uint64_t sends = 0;    // of requests, retransmissions among them
    std::uint64_t successes = 0;
    std::uint64_t errors = 0;
    std::uint64_t refusals = 0;    // 401 or 441 in answer to credentials (RFC 8489 section 9.2.5)
    std::uint64_t lastRefusal = 0; // its frame
    int lastError = 0;
    std::string lastReason;
    std::string realm;
    std::set<std::pair<Endpoint, Endpoint>> pairs; // of checks: from, to
    std::vector<PacketRecord> events;

    [[nodiscard]] bool isAnswered() const { return successes + errors > 0; }
    void count(const Message& message, ByteView bytes, const Flow& flow, const PacketFacts& facts);
};

// The neutral facts of a message's event: method, error, addresses told.
[[nodiscard]] Arguments summaryOf(const Message& message);

} // namespace echelle::net::stun
