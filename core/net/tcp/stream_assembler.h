#pragma once

#include "core/base/byte_view.h"
#include "core/net/payload.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace echelle::net {

// Hears the bytes of one direction of a connection, in order.
class StreamBytes {
public:
    virtual ~StreamBytes() = default;
    virtual void onBytes(ByteView bytes, const PacketFacts& facts) = 0;
    // Bytes are missing before the next ones; facts of the packet that showed it.
    virtual void onHole(const PacketFacts& facts) = 0;
    // Bytes from before the one the direction was joined at, captured late. They do not join what came before.
    virtual void onEarlyBytes(ByteView bytes, const PacketFacts& facts) = 0;
};

// Puts one direction of a TCP connection in order (RFC 9293 section 3.10.7.4): segments out of order, repeated and
// overlapping (the bytes captured first win), sequence numbers that wrap, joined in mid-stream. A hole is waited for
// until 1 MiB or 1,024 pieces stand behind it, or until the peer acknowledged what was sent behind it (model.md
// "Bounds").
class StreamAssembler {
public:
    static constexpr std::size_t kMaxHeldBytes = std::size_t{1} << 20;
    static constexpr std::size_t kMaxHeldPieces = 1024;

    void open(std::uint32_t initialSequence); // of a SYN
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    // Whether a SYN with this number belongs to what was seen so far, or begins another connection.
    [[nodiscard]] bool isSameOpening(std::uint32_t initialSequence) const;
    // Whether a reset with this number could be meant for this stream.
    [[nodiscard]] bool isNear(std::uint32_t sequence) const;

    // missing: bytes of the segment that were not captured.
    void add(std::uint32_t sequence, ByteView payload, std::uint32_t missing, const PacketFacts& facts,
             StreamBytes& out);
    void finAfter(std::uint32_t sequence) { m_fin = position(sequence); } // sequence number of the FIN itself
    [[nodiscard]] bool isAtFin() const { return m_fin && m_next >= *m_fin; }
    void acknowledge(std::uint32_t sequence, StreamBytes& out);
    // No more will come: what is held is given out with its holes.
    void finish(StreamBytes& out);

    // Memory taken by what is held, about.
    [[nodiscard]] std::size_t heldMemory() const { return m_heldBytes + m_held.size() * (sizeof(Piece) + 64); }

private:
    struct Piece {
        std::string bytes;
        std::uint32_t missing = 0; // not captured, after bytes
        PacketFacts facts;
    };

    [[nodiscard]] std::uint64_t position(std::uint32_t sequence) const;
    void advance(std::uint64_t size);
    void restart(std::uint32_t sequence, const PacketFacts& facts, StreamBytes& out);
    void deliver(ByteView bytes, std::uint32_t missing, const PacketFacts& facts, StreamBytes& out);
    void hold(std::uint64_t begin, ByteView bytes, std::uint32_t missing, const PacketFacts& facts);
    void drain(StreamBytes& out);
    void giveUpHole(StreamBytes& out);
    void giveUpHoles(StreamBytes& out);

    // Sequence numbers are followed as 64-bit positions, so that wrapping and order need no care.
    std::uint64_t m_start = 0; // first byte ever given out
    std::uint64_t m_next = 0;  // next byte to give out
    std::uint32_t m_nextSequence = 0;
    std::uint32_t m_initialSequence = 0;
    bool m_isOpen = false;
    bool m_hasSyn = false;
    std::optional<std::uint64_t> m_fin;
    std::uint64_t m_acknowledged = 0;
    std::map<std::uint64_t, Piece> m_held; // not overlapping, all behind m_next
    std::size_t m_heldBytes = 0;
};

} // namespace echelle::net
