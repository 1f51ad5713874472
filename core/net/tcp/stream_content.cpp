#include "core/net/tcp/stream_content.h"

#include "core/net/protocol/client_hello.h"
#include "core/net/protocol/tcp_protocol.h"
#include "core/sip/framer.h"

#include <algorithm>
#include <utility>

namespace echelle::net {
namespace {

constexpr std::size_t kMaxUndecided = std::size_t{8} << 10;
constexpr std::size_t kMaxHello = std::size_t{20} << 10; // it is read anew with each segment; real ones have 2 KiB

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
    m_traits.isTls |= mode == Mode::Tls || mode == Mode::Hello;
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
    case Mode::Other:
        readOther(bytes, facts);
        return;
    case Mode::Tls: // counted with its connection
        return;
    case Mode::Undecided:
    case Mode::Hello:
        m_buffer += asText(bytes);
        m_marks.push_back({m_buffer.size(), facts});
        if (m_mode == Mode::Hello)
            readHello();
        else
            decide();
        return;
    }
}

// Content decides; ports and the other direction only decide where the bytes say nothing.
void StreamContent::decide() {
    constexpr std::size_t kLeast = 6; // tells a TLS record
    const ByteView bytes = asBytes(m_buffer);
    if (m_traits.isTls || isTlsRecord(bytes)) {
        become(Mode::Hello);
        readHello();
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

void StreamContent::readHello() {
    const HelloFacts hello = readClientHello(asBytes(m_buffer));
    if (hello.status == HelloStatus::NeedMore && m_buffer.size() < kMaxHello)
        return;
    if (hello.status == HelloStatus::ClientHello) {
        m_traits.isHelloSeen = true;
        m_traits.isHelloFromLow = m_isLow;
        m_traits.serverName = hello.serverName;
    }
    become(Mode::Tls);
    std::string().swap(m_buffer);
    m_marks.clear();
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
    if (isUnknownOnSipPort && isTlsRecord(bytes)) { // joined within a record
        become(Mode::Tls);
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
    else if (m_mode == Mode::Hello)
        become(Mode::Tls);
    else if (m_mode == Mode::Undecided && !m_buffer.empty())
        becomeOther(recogniseTcp(asBytes(m_buffer), m_flow.source.port, m_flow.destination.port));
}

void StreamContent::onHole(const PacketFacts& facts) {
    if (m_mode == Mode::Sip) {
        m_sip.onHole(facts);
    } else if (m_mode == Mode::WebSocket) {
        m_webSocket->onHole(facts);
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
    } else if (m_mode != Mode::Tls && m_mode != Mode::Hello) {
        m_log.other(m_protocol, m_flow, facts, bytes.size());
    }
}

void StreamContent::finish() {
    giveUpRest();
}

std::size_t StreamContent::heldMemory() const {
    return m_buffer.size() + m_marks.size() * sizeof(Mark) + m_sip.heldMemory() +
           (m_webSocket ? m_webSocket->heldMemory() : 0);
}

} // namespace echelle::net
