#include "core/net/tcp/tcp_connection.h"

#include "core/net/protocol/sip_name.h"
#include "core/net/protocol/sip_port.h"
#include "core/net/tcp/tls_content.h"
#include "core/net/tcp/tls_report.h"
#include "core/sip/teams_direct_routing.h"

#include <utility>

namespace echelle::net {
namespace {

Flow lowFirst(const Flow& flow, bool isReversed) {
    const bool isLow = flow.source < flow.destination;
    Flow out = flow;
    if (isLow == isReversed)
        std::swap(out.source, out.destination);
    return out;
}

} // namespace

TcpConnection::TcpConnection(std::uint64_t number, const Flow& flow, TrafficLog& log, tls::KeyStore& keys)
    : m_log(log)
    , m_traits(number, isSipPort(flow.source.port) || isSipPort(flow.destination.port), keys)
    , m_directions{Direction(lowFirst(flow, false), true, m_traits, log),
                   Direction(lowFirst(flow, true), false, m_traits, log)} {}

bool TcpConnection::isReplacedBy(const TcpSegment& segment, const Endpoint& source) const {
    return segment.isSyn && !m_directions[indexOf(source)].assembler.isSameOpening(segment.sequence);
}

void TcpConnection::count(const TcpSegment& segment, std::size_t index, const PacketFacts& facts) {
    if (m_facts.packets == 0) {
        m_facts.start = facts.time;
        m_facts.firstFrame = facts.frame;
    }
    ++m_facts.packets;
    m_facts.end = facts.time;
    m_facts.lastFrame = facts.frame;
    m_directions[index].bytes += segment.size();
    m_payloadPackets += segment.size() > 0 ? 1 : 0;
    m_lifecycle.add(segment, index, facts);
}

void TcpConnection::add(const TcpSegment& segment, const Endpoint& source, const PacketFacts& facts) {
    const std::size_t index = indexOf(source);
    Direction& mine = m_directions[index];
    Direction& peers = m_directions[1 - index];
    count(segment, index, facts);
    if (segment.isSyn)
        mine.assembler.open(segment.sequence);
    const std::uint32_t firstByte = segment.sequence + (segment.isSyn ? 1 : 0);
    mine.assembler.add(firstByte, segment.payload, segment.missing, facts, mine.content);
    if (segment.isAck)
        peers.assembler.acknowledge(segment.acknowledged, peers.content);
    if (segment.isFin && mine.assembler.isOpen() && mine.assembler.isNear(firstByte))
        mine.assembler.finAfter(firstByte + segment.size());
    if (mine.assembler.isAtFin() && !std::exchange(mine.isFinished, true))
        mine.content.finish();
    if (segment.isReset && mine.assembler.isNear(segment.sequence)) {
        for (Direction& direction : m_directions) {
            direction.assembler.finish(direction.content);
            direction.content.finish();
        }
    }
    // What happens to a connection that carries SIP is told at once: calls wait for answers on it.
    if ((segment.isReset || segment.isFin) && isSip())
        giveEvents();
}

void TcpConnection::addIcmp(const IcmpError& error, const IpAddress& sender, const PacketFacts& facts, ByteView bytes) {
    m_lifecycle.add(error, sender, facts, bytes);
    if (isSip())
        giveEvents();
}

void TcpConnection::giveEvents() {
    m_lifecycle.give({&m_directions[0].flow, &m_directions[1].flow}, m_traits.number, m_log);
}

void TcpConnection::finish() {
    for (Direction& direction : m_directions) {
        direction.assembler.finish(direction.content);
        direction.content.finish();
    }
    if (m_traits.tls) {
        m_traits.tls->finish();
        giveTls();
    } else if (m_traits.isSip) {
        giveEvents();
        m_log.attempts().noteServer(m_directions[1 - client()].flow.source);
    } else if (m_lifecycle.isFailedAttempt()) {
        giveAttempt();
    } else if (m_traits.hasSipPort && m_lifecycle.isProbe()) {
        m_log.skip("tcp-probe");
    }
}

void TcpConnection::giveAttempt() {
    const std::size_t index = client();
    m_facts.number = m_traits.number;
    m_facts.protocol = "TCP";
    m_facts.transport = Transport::Tcp;
    m_facts.client = m_directions[index].flow.source;
    m_facts.server = m_directions[index].flow.destination;
    m_facts.facts = m_lifecycle.facts(index);
    m_log.attempts().add(m_facts, m_lifecycle.ending(),
                         m_lifecycle.take({&m_directions[0].flow, &m_directions[1].flow}, m_traits.number));
}

bool TcpConnection::isSipOverTls() const {
    if (m_traits.hasSipPort || suggestsSip(m_traits.tls->facts().serverName))
        return true;
    const Flow& flow = m_directions[0].flow;
    const bool isWeb = flow.source.port == 443 || flow.destination.port == 443;
    return !isWeb && (sip::isTeamsAddress(flow.source.address) || sip::isTeamsAddress(flow.destination.address));
}

// Who connected: the side of the SYN, else of the ClientHello, else the one without the well-known port.
std::size_t TcpConnection::client() const {
    if (m_lifecycle.client())
        return *m_lifecycle.client();
    if (m_traits.tls)
        return m_traits.tls->isClientLow() ? 0 : 1;
    const Flow& low = m_directions[0].flow;
    return isSipPort(low.source.port) && !isSipPort(low.destination.port) ? 1 : 0;
}

bool TcpConnection::isSip() const {
    return m_traits.isSip || (m_traits.tls && m_traits.tls->isSip());
}

void TcpConnection::giveTls() {
    const tls::HandshakeFacts& handshake = m_traits.tls->facts();
    const bool isRead = handshake.isDecrypted && handshake.unread == tls::Unread::None;
    const bool isOther = isRead && handshake.stage == tls::Stage::Established; // and holds no SIP
    const bool isWrittenAfterClose = handshake.clientWroteAfterClose.isSeen();
    if (!isSip() && (isOther || !isSipOverTls())) {
        m_log.skip(Protocol::Tls, m_payloadPackets);
        return;
    }
    const std::size_t client = this->client();
    giveEvents();
    giveTlsEvents(handshake, m_directions[client].flow, m_traits.number, m_log);
    m_log.attempts().noteServer(m_directions[client].flow.destination);
    if (handshake.unread != tls::Unread::None) {
        const std::uint64_t frame = handshake.unreadAt.isSeen() ? handshake.unreadAt.frame : m_facts.firstFrame;
        m_log.odd(unreadCode(handshake.unread), frame);
    }
    if (isSip() && !isWrittenAfterClose)
        return; // its messages tell
    m_facts.number = m_traits.number;
    m_facts.protocol = "TLS";
    m_facts.transport = Transport::Tls;
    m_facts.client = m_directions[client].flow.source;
    m_facts.server = m_directions[client].flow.destination;
    m_facts.bytesFromClient = m_directions[client].bytes;
    m_facts.bytesFromServer = m_directions[1 - client].bytes;
    m_facts.serverName = handshake.serverName;
    m_facts.facts = m_lifecycle.facts(client);
    addTlsFacts(handshake, m_facts.start, m_facts.facts);
    m_log.connection(m_facts);
}

std::size_t TcpConnection::heldMemory() const {
    std::size_t sum = m_traits.tls ? m_traits.tls->heldMemory() : 0;
    for (const Direction& direction : m_directions)
        sum += direction.assembler.heldMemory() + direction.content.heldMemory();
    return sum;
}

} // namespace echelle::net
