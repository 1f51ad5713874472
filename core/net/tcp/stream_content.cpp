#include "core/net/tcp/stream_content.h"

#include "core/net/hep/hep_packet.h"
#include "core/net/protocol/tcp_protocol.h"
#include "core/net/tcp/tls_content.h"
#include "core/sip/framer.h"

#include <algorithm>
#include <utility>

namespace echelle::net {
namespace {

constexpr std::size_t kMaxUndecided = std::size_t{8} << 10;

bool isBlank(std::string_view bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

bool isBinary(std::string_view bytes) {
    const std::string_view head = bytes.substr(0, 32);
    return std::any_of(head.begin(), head.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 && c != '\r' && c != '\n' && c != '\t';
    });
}

} // namespace

StreamContent::StreamContent(const Flow& flow, bool isLow, ConnectionTraits& traits, TrafficLog& log)
    : m_flow(flow), m_traits(traits), m_log(log), m_isLow(isLow), m_sip(flow, traits.number, log) {}

void StreamContent::become(Mode mode) {
    m_mode = mode;
    m_traits.isSip |= mode == Mode::Sip;
    if (mode == Mode::Tls && m_traits.tls == nullptr)
        m_traits.tls = std::make_unique<TlsContent>(m_flow, m_isLow, m_traits, m_log);
    if (mode == Mode::Sip && m_holeFrame != 0)
        m_log.odd(diag::kTcpHole, std::exchange(m_holeFrame, 0));
}

void StreamContent::onBytes(ByteView bytes, const PacketFacts& facts) {
    switch (m_mode) {
    case Mode::Sip:
        m_sip.read(bytes, facts);
        return;
    case Mode::WebSocket:
        if (const ByteView rest = takeFrames(bytes, facts); !rest.empty())
            readOther(rest, facts);
        return;
    case Mode::Hep:
        m_hep->read(bytes, facts);
        return;
    case Mode::Other:
        readOther(bytes, facts);
        return;
    case Mode::Tls: // counted with its connection
        m_traits.tls->read(m_isLow, bytes, facts);
        return;
    case Mode::Undecided:
        m_buffer += asText(bytes);
        m_marks.push_back({m_buffer.size(), facts});
        decide();
        return;
    }
}

// Content decides; ports and the other direction only decide where the bytes say nothing.
void StreamContent::decide() {
    constexpr std::size_t kLeast = 6; // tells a TLS record
    const ByteView bytes = asBytes(m_buffer);
    if (!isInsideTls() && (m_traits.tls != nullptr || isTlsRecord(bytes))) {
        become(Mode::Tls);
        replay(0);
        return;
    }
    if (isHep3(bytes)) {
        m_hep = std::make_unique<HepStream>(m_log);
        become(Mode::Hep);
        replay(0);
        return;
    }
    const bool isExpected = m_traits.hasSipPort || m_traits.isSip;
    const Protocol protocol = recogniseTcp(bytes, m_flow.source.port, m_flow.destination.port);
    const bool isUnknown = protocol == Protocol::OtherTcp;
    if (protocol == Protocol::Http && readUpgrade())
        return;
    if (websocket::beginsWithSip(bytes)) {
        beginWebSocket({});
        replay(0);
        return;
    }
    if (sip::looksLikeSip(m_buffer) || (isExpected && isUnknown && bytes.size() >= kLeast && !isBinary(m_buffer))) {
        become(Mode::Sip);
        replay(0);
        return;
    }
    const bool mayBecomeSip = isBlank(m_buffer) || isUnfinishedTextLine(bytes) || bytes.size() < kLeast;
    if (isUnknown && mayBecomeSip && m_buffer.size() < kMaxUndecided)
        return;
    becomeOther(protocol);
}

// True where the bytes are the head that turns the connection over to WebSocket, or may become that.
bool StreamContent::readUpgrade() {
    const websocket::Upgrade upgrade = websocket::readUpgrade(m_buffer);
    if (upgrade.status == websocket::Upgrade::Status::None)
        return false;
    if (upgrade.status == websocket::Upgrade::Status::NeedMore)
        return true;
    beginWebSocket(upgrade);
    replay(upgrade.size);
    return true;
}

void StreamContent::becomeOther(Protocol protocol) {
    become(Mode::Other);
    m_protocol = protocol;
    if (protocol == Protocol::OtherTcp && m_traits.hasSipPort && !m_marks.empty())
        m_log.odd(diag::kPayloadOther, m_marks.front().facts.frame);
    replay(0);
}

// Gives the buffer from a place on to who reads it now, segment by segment.
void StreamContent::replay(std::size_t from) {
    const std::string bytes = std::exchange(m_buffer, {});
    const std::vector<Mark> marks = std::exchange(m_marks, {});
    for (const Mark& mark : marks) {
        if (mark.end > from)
            onBytes(asBytes(bytes).subspan(from, mark.end - from), mark.facts);
        from = std::max(from, mark.end);
    }
}

void StreamContent::readOther(ByteView bytes, const PacketFacts& facts) {
    if (sip::looksLikeSip(asText(bytes))) {
        become(Mode::Sip);
        m_sip.read(bytes, facts);
        return;
    }
    if (m_protocol == Protocol::OtherTcp && isHep3(bytes)) { // joined within a packet
        m_hep = std::make_unique<HepStream>(m_log);
        become(Mode::Hep);
        m_hep->read(bytes, facts);
        return;
    }
    if (m_protocol == Protocol::Http) { // behind other requests
        if (const websocket::Upgrade upgrade = websocket::readUpgrade(asText(bytes)); upgrade.size > 0) {
            beginWebSocket(upgrade);
            readFrames(bytes.subspan(upgrade.size), facts);
            return;
        }
    }
    if (websocket::beginsWithSip(bytes)) { // joined late
        beginWebSocket({});
        readFrames(bytes, facts);
        return;
    }
    const bool isUnknownOnSipPort = m_protocol == Protocol::OtherTcp && m_traits.hasSipPort;
    if (isUnknownOnSipPort && !isInsideTls() && isTlsRecord(bytes)) { // joined within a record
        become(Mode::Tls);
        onBytes(bytes, facts);
        return;
    }
    if (m_protocol == Protocol::Dns)
        m_log.lookups().addStream(bytes, m_flow, facts);
    if (m_protocol == Protocol::Stun)
        m_log.stun().addStream(bytes, m_flow, facts);
    m_log.other(m_protocol, m_flow, facts, bytes.size());
}

void StreamContent::beginWebSocket(const websocket::Upgrade& upgrade) {
    if (upgrade.status == websocket::Upgrade::Status::Response)
        m_traits.webSocket = upgrade.agreement;
    if (upgrade.size > 0)
        m_log.skip(Protocol::WebSocket); // the handshake
    m_webSocket = std::make_unique<websocket::WebSocketStream>(m_flow, m_traits.webSocket, m_traits.number, m_log);
    become(Mode::WebSocket);
}

// Returns what is no frame; the direction then is something else: the server refused, and the client asks again.
ByteView StreamContent::takeFrames(ByteView bytes, const PacketFacts& facts) {
    const ByteView rest = bytes.subspan(m_webSocket->read(bytes, facts));
    m_traits.isSip |= m_webSocket->hasSip();
    if (!rest.empty()) {
        m_webSocket.reset();
        become(Mode::Other);
        m_protocol = recogniseTcp(rest, m_flow.source.port, m_flow.destination.port);
    }
    return rest;
}

void StreamContent::readFrames(ByteView bytes, const PacketFacts& facts) {
    const ByteView rest = takeFrames(bytes, facts);
    if (!rest.empty())
        m_log.other(m_protocol, m_flow, facts, rest.size());
}

void StreamContent::giveUpRest() {
    if (m_mode == Mode::Sip)
        m_sip.giveUpRest();
    else if (m_mode == Mode::WebSocket)
        m_webSocket->giveUpRest();
    else if (m_mode == Mode::Hep)
        m_hep->giveUpRest();
    else if (m_mode == Mode::Undecided && !m_buffer.empty())
        becomeOther(recogniseTcp(asBytes(m_buffer), m_flow.source.port, m_flow.destination.port));
}

void StreamContent::onHole(const PacketFacts& facts) {
    if (m_mode == Mode::Undecided && m_traits.tls != nullptr && !isInsideTls())
        become(Mode::Tls); // the other direction waits for this one's hello
    if (m_mode == Mode::Sip) {
        m_sip.onHole(facts);
    } else if (m_mode == Mode::WebSocket) {
        m_webSocket->onHole(facts);
    } else if (m_mode == Mode::Tls) {
        m_traits.tls->onHole(m_isLow, facts);
    } else if (m_mode == Mode::Hep) {
        m_hep->onHole(facts);
    } else {
        giveUpRest();
        if (m_mode == Mode::Undecided && m_holeFrame == 0)
            m_holeFrame = facts.frame; // counts once it turns out to be SIP
    }
}

void StreamContent::onEarlyBytes(ByteView bytes, const PacketFacts& facts) {
    if (m_mode == Mode::Sip || sip::looksLikeSip(asText(bytes))) {
        SipStream early(m_flow, m_traits.number, m_log);
        m_traits.isSip = true;
        early.read(bytes, facts);
        early.giveUpRest();
    } else if (websocket::beginsWithSip(bytes)) {
        websocket::WebSocketStream early(m_flow, m_traits.webSocket, m_traits.number, m_log);
        early.read(bytes, facts);
        early.giveUpRest();
    } else if (m_mode != Mode::Tls) {
        m_log.other(m_protocol, m_flow, facts, bytes.size());
    }
}

void StreamContent::finish() {
    giveUpRest();
}

std::size_t StreamContent::heldMemory() const {
    return m_buffer.size() + m_marks.size() * sizeof(Mark) + m_sip.heldMemory() +
           (m_webSocket ? m_webSocket->heldMemory() : 0) + (m_hep ? m_hep->heldMemory() : 0);
}

} // namespace echelle::net
