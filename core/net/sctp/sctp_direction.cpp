#include "core/net/sctp/sctp_direction.h"

#include "core/net/sip_datagram.h"
#include "core/sip/framer.h"

#include <algorithm>

namespace echelle::net {
namespace {

constexpr std::size_t kPieceCost = 256; // about what a map node takes

} // namespace

// Serial number arithmetic (RFC 1982) about the highest TSN so far.
bool SctpDirection::isSeenBefore(std::uint32_t tsn) {
    if (!m_isBegun) {
        m_isBegun = true;
        m_highest = tsn;
        m_seen.set(tsn % kWindow);
        return false;
    }
    const auto ahead = static_cast<std::int32_t>(tsn - m_highest);
    if (ahead > 0) {
        if (static_cast<std::size_t>(ahead) >= kWindow)
            m_seen.reset();
        else
            for (std::uint32_t passed = m_highest + 1; passed != tsn; ++passed)
                m_seen.reset(passed % kWindow);
        m_highest = tsn;
        m_seen.set(tsn % kWindow);
        return false;
    }
    if (static_cast<std::size_t>(-static_cast<std::int64_t>(ahead)) >= kWindow)
        return true; // so far back that it was acknowledged long ago
    const bool isSeen = m_seen.test(tsn % kWindow);
    m_seen.set(tsn % kWindow);
    return isSeen;
}

void SctpDirection::add(const SctpData& data, const Flow& flow, const PacketFacts& facts, std::uint64_t firstFrame) {
    if (isSeenBefore(data.tsn)) {
        m_log.skip("sctp-retransmission");
        return;
    }
    if (data.isFirst && data.isLast) {
        PacketFacts cut = facts;
        cut.isCut |= data.missing > 0;
        give(data.bytes, flow, cut, firstFrame, data.missing > 0);
        return;
    }
    const Key key{data.group, data.index};
    const auto [at, isNew] =
        m_pieces.try_emplace(key, Piece{data.isFirst, data.isLast, data.missing, flow, facts, firstFrame, {}});
    if (!isNew)
        return;
    at->second.bytes.assign(data.bytes.begin(), data.bytes.end());
    m_held += data.bytes.size() + kPieceCost;

    auto first = at;
    while (!first->second.isFirst) {
        const auto before = m_pieces.find({first->first.group, first->first.index - 1});
        if (before == m_pieces.end() || before->second.isLast || before == at)
            return;
        first = before;
    }
    auto last = at;
    while (!last->second.isLast) {
        last = m_pieces.find({last->first.group, last->first.index + 1});
        if (last == m_pieces.end() || last->second.isFirst)
            return;
    }
    giveRun(first, false);
}

// Gives out the pieces from first on that follow each other, and forgets them.
void SctpDirection::giveRun(Pieces::iterator first, bool isIncomplete) {
    std::vector<std::uint8_t> bytes;
    PacketFacts facts = first->second.facts;
    std::uint64_t firstFrame = first->second.firstFrame;
    const Flow flow = first->second.flow;
    Key key = first->first;
    for (auto piece = first; piece != m_pieces.end(); piece = m_pieces.find(key)) {
        const Piece& one = piece->second;
        if (key != first->first && one.isFirst)
            break;
        if (!facts.isCut) // what follows a hole cannot be put in its place
            bytes.insert(bytes.end(), one.bytes.begin(), one.bytes.end());
        const bool isCut = facts.isCut || one.missing > 0;
        firstFrame = std::min(firstFrame, one.firstFrame);
        if (one.facts.frame > facts.frame)
            facts = one.facts; // the frame that completes the message is the last captured of them
        facts.isCut = isCut;
        const bool isLast = one.isLast;
        m_held -= one.bytes.size() + kPieceCost;
        if (piece != first)
            m_pieces.erase(piece);
        if (isLast)
            break;
        ++key.index;
    }
    m_pieces.erase(first);
    facts.isCut |= isIncomplete;
    give(bytes, flow, facts, firstFrame, facts.isCut);
}

void SctpDirection::give(ByteView bytes, const Flow& flow, const PacketFacts& facts, std::uint64_t firstFrame,
                         bool isIncomplete) {
    if (sip::looksLikeSip(asText(bytes)))
        readSipDatagram(bytes, flow, facts, firstFrame, isIncomplete, m_log);
    else
        m_log.other(Protocol::Sctp, flow, facts, bytes.size());
}

void SctpDirection::giveUp(std::string_view detail) {
    while (!m_pieces.empty()) {
        auto first = m_pieces.begin();
        const auto begun =
            std::find_if(m_pieces.begin(), m_pieces.end(), [](const auto& piece) { return piece.second.isFirst; });
        if (begun != m_pieces.end())
            first = begun;
        m_log.odd(diag::kSctpFragment, first->second.firstFrame, detail);
        giveRun(first, true);
    }
}

} // namespace echelle::net
