#pragma once

#include "core/net/sctp/sctp_chunk.h"
#include "core/net/traffic_log.h"

#include <bitset>
#include <map>
#include <vector>

namespace echelle::net {

// What one side of an SCTP association sends: puts fragmented user messages together (RFC 9260 section 6.9) and gives
// each TSN once, however often it was sent. A user message is one SIP message (RFC 4168 section 5).
class SctpDirection {
public:
    explicit SctpDirection(TrafficLog& log) : m_log(log) {}

    void add(const SctpData& data, const Flow& flow, const PacketFacts& facts, std::uint64_t firstFrame);
    // Gives out what is held, as far as the beginnings of messages are there. detail: why, for the import log.
    void giveUp(std::string_view detail);
    [[nodiscard]] std::size_t heldMemory() const { return m_held; }

private:
    struct Key {
        std::uint64_t group;
        std::uint32_t index;
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    struct Piece {
        bool isFirst;
        bool isLast;
        std::size_t missing;
        Flow flow;
        PacketFacts facts;
        std::uint64_t firstFrame;
        std::vector<std::uint8_t> bytes;
    };
    using Pieces = std::map<Key, Piece>;

    [[nodiscard]] bool isSeenBefore(std::uint32_t tsn);
    void giveRun(Pieces::iterator first, bool isIncomplete);
    void give(ByteView bytes, const Flow& flow, const PacketFacts& facts, std::uint64_t firstFrame, bool isIncomplete);

    static constexpr std::size_t kWindow = 4096; // TSNs that are told apart, back from the highest

    TrafficLog& m_log;
    Pieces m_pieces;
    std::size_t m_held = 0;
    std::bitset<kWindow> m_seen; // by TSN modulo its size
    std::uint32_t m_highest = 0;
    bool m_isBegun = false;
};

} // namespace echelle::net
