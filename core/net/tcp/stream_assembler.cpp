#include "core/net/tcp/stream_assembler.h"

#include <algorithm>

namespace echelle::net {
namespace {

constexpr std::uint64_t kOrigin = std::uint64_t{1} << 40; // far from 0, so that positions before it exist
constexpr std::int32_t kLargestJump = 1 << 26;            // beyond any window: another stream, or a damaged number

std::int32_t distance(std::uint32_t from, std::uint32_t to) {
    return static_cast<std::int32_t>(to - from);
}
bool isFar(std::int32_t d) {
    return d > kLargestJump || d < -kLargestJump;
}

} // namespace

std::uint64_t StreamAssembler::position(std::uint32_t sequence) const {
    return m_next + static_cast<std::uint64_t>(std::int64_t{distance(m_nextSequence, sequence)});
}

void StreamAssembler::advance(std::uint64_t size) {
    m_next += size;
    m_nextSequence += static_cast<std::uint32_t>(size);
}

void StreamAssembler::open(std::uint32_t initialSequence) {
    m_hasSyn = true;
    m_initialSequence = initialSequence;
    if (m_isOpen)
        return; // data was captured before its SYN
    m_isOpen = true;
    m_start = m_next = kOrigin;
    m_nextSequence = initialSequence + 1;
}

bool StreamAssembler::isSameOpening(std::uint32_t initialSequence) const {
    if (!m_isOpen)
        return true;
    if (m_hasSyn)
        return initialSequence == m_initialSequence;
    return position(initialSequence + 1) == m_start;
}

bool StreamAssembler::isNear(std::uint32_t sequence) const {
    return !m_isOpen || !isFar(distance(m_nextSequence, sequence));
}

// The numbers left the window: the capture lost a SYN, or a number is damaged.
void StreamAssembler::restart(std::uint32_t sequence, const PacketFacts& facts, StreamBytes& out) {
    finish(out);
    out.onHole(facts);
    m_fin.reset();
    m_hasSyn = false;
    m_acknowledged = 0;
    m_start = m_next += kOrigin;
    m_nextSequence = sequence;
}

void StreamAssembler::deliver(ByteView bytes, std::uint32_t missing, const PacketFacts& facts, StreamBytes& out) {
    advance(bytes.size() + missing);
    if (!bytes.empty())
        out.onBytes(bytes, facts);
    if (missing > 0)
        out.onHole(facts);
}

void StreamAssembler::add(std::uint32_t sequence, ByteView payload, std::uint32_t missing, const PacketFacts& facts,
                          StreamBytes& out) {
    if (payload.empty() && missing == 0)
        return;
    if (!m_isOpen) {
        m_isOpen = true;
        m_start = m_next = kOrigin;
        m_nextSequence = sequence;
    } else if (isFar(distance(m_nextSequence, sequence))) {
        restart(sequence, facts, out);
    }
    std::uint64_t begin = position(sequence);
    if (begin < m_start && !m_hasSyn) {
        const ByteView early = payload.first(std::min<std::uint64_t>(m_start - begin, payload.size()));
        m_start = begin;
        if (!early.empty())
            out.onEarlyBytes(early, facts);
    }
    if (begin < m_next) {
        const std::uint64_t known = m_next - begin;
        if (known >= payload.size() + missing)
            return; // nothing new
        missing -= static_cast<std::uint32_t>(known - std::min<std::uint64_t>(known, payload.size()));
        payload = payload.subspan(std::min<std::uint64_t>(known, payload.size()));
        begin = m_next;
    }
    if (begin == m_next && m_held.empty()) {
        deliver(payload, missing, facts, out);
        return;
    }
    hold(begin, payload, missing, facts);
    drain(out);
    giveUpHoles(out);
}

// Keeps those parts that no piece held before covers.
void StreamAssembler::hold(std::uint64_t begin, ByteView bytes, std::uint32_t missing, const PacketFacts& facts) {
    const std::uint64_t end = begin + bytes.size();
    std::uint64_t at = begin;
    while (at < end) {
        const auto after = m_held.upper_bound(at);
        if (after != m_held.begin()) {
            const auto before = std::prev(after);
            const std::uint64_t beforeEnd = before->first + before->second.bytes.size();
            if (beforeEnd > at) {
                at = beforeEnd;
                continue;
            }
        }
        const std::uint64_t stop = after == m_held.end() ? end : std::min(end, after->first);
        Piece piece{std::string(asText(bytes.subspan(at - begin, stop - at))), stop == end ? missing : 0, facts};
        m_heldBytes += piece.bytes.size();
        m_held.emplace(at, std::move(piece));
        at = stop;
    }
}

void StreamAssembler::drain(StreamBytes& out) {
    while (!m_held.empty() && m_held.begin()->first <= m_next) {
        auto node = m_held.extract(m_held.begin());
        const Piece& piece = node.mapped();
        m_heldBytes -= piece.bytes.size();
        const std::uint64_t known = std::min<std::uint64_t>(m_next - node.key(), piece.bytes.size());
        deliver(asBytes(piece.bytes).subspan(known), piece.missing, piece.facts, out);
    }
}

void StreamAssembler::giveUpHole(StreamBytes& out) {
    const PacketFacts facts = m_held.begin()->second.facts;
    advance(m_held.begin()->first - m_next);
    out.onHole(facts);
    drain(out);
}

void StreamAssembler::giveUpHoles(StreamBytes& out) {
    while (!m_held.empty() &&
           (m_heldBytes > kMaxHeldBytes || m_held.size() > kMaxHeldPieces || m_acknowledged >= m_held.begin()->first))
        giveUpHole(out);
}

void StreamAssembler::acknowledge(std::uint32_t sequence, StreamBytes& out) {
    if (!m_isOpen || isFar(distance(m_nextSequence, sequence)))
        return;
    m_acknowledged = std::max(m_acknowledged, position(sequence));
    giveUpHoles(out);
}

void StreamAssembler::finish(StreamBytes& out) {
    while (!m_held.empty())
        giveUpHole(out);
}

} // namespace echelle::net
