#include "core/net/tcp/tls_content.h"

#include "core/net/protocol/sip_port.h"

#include <utility>

namespace echelle::net {
namespace {

Flow insideOf(const Flow& flow, bool isReversed) {
    Flow inside = flow;
    if (isReversed)
        std::swap(inside.source, inside.destination);
    inside.transport = Transport::Tls;
    return inside;
}

} // namespace

TlsContent::TlsContent(const Flow& flow, bool isLow, const ConnectionTraits& outer, TrafficLog& log)
    : m_traits(outer.number, outer.hasSipPort, outer.keys)
    , m_directions{Direction(insideOf(flow, !isLow), true, m_traits, log),
                   Direction(insideOf(flow, isLow), false, m_traits, log)}
    , m_session(outer.keys, *this) {}

void TlsContent::read(bool isLow, ByteView bytes, const PacketFacts& facts) {
    constexpr std::size_t kHandshakeType = 5; // behind the record's header
    if (!m_isClientKnown) {
        const bool isHello = bytes.size() > kHandshakeType && bytes[0] == 22;
        const bool isClients = isHello && bytes[kHandshakeType] == 1;
        const bool isServers = isHello && bytes[kHandshakeType] == 2;
        const Flow& low = m_directions[0].flow;
        if (isClients || isServers)
            m_isClientLow = isClients == isLow;
        else // joined late: the port tells
            m_isClientLow = !isSipPort(low.source.port) || isSipPort(low.destination.port);
        m_isClientKnown = true;
    }
    m_directions[isLow ? 0 : 1].facts = facts;
    m_session.read(sideOf(isLow), bytes, {facts.frame, facts.time});
}

void TlsContent::onHole(bool isLow, const PacketFacts& facts) {
    m_directions[isLow ? 0 : 1].facts = facts;
    m_session.onHole(sideOf(isLow), {facts.frame, facts.time});
}

// A record that waited for the other direction is of an earlier packet than the last.
PacketFacts TlsContent::factsAt(const Direction& direction, tls::Origin at) const {
    PacketFacts facts = direction.facts;
    facts.frame = at.frame;
    facts.time = at.time;
    return facts;
}

void TlsContent::onContent(tls::Side from, ByteView plain, tls::Origin at) {
    Direction& direction = directionOf(from);
    direction.content.onBytes(plain, factsAt(direction, at));
}

void TlsContent::onContentHole(tls::Side from, tls::Origin at) {
    Direction& direction = directionOf(from);
    direction.content.onHole(factsAt(direction, at));
}

void TlsContent::finish() {
    if (std::exchange(m_isFinished, true))
        return;
    m_session.finish();
    for (Direction& direction : m_directions)
        direction.content.finish();
}

std::size_t TlsContent::heldMemory() const {
    std::size_t sum = m_session.heldMemory();
    for (const Direction& direction : m_directions)
        sum += direction.content.heldMemory();
    return sum;
}

} // namespace echelle::net
