#include "core/net/tcp/stream_content.h"

#include "core/base/text.h"
#include "core/net/protocol/client_hello.h"
#include "core/net/protocol/tcp_protocol.h"
#include "core/sip/framer.h"

#include <algorithm>
#include <utility>

namespace echelle::net {
namespace {

constexpr std::size_t kMaxUndecided = std::size_t{8} << 10;
constexpr std::size_t kMaxHello = std::size_t{20} << 10; // it is read anew with each segment; real ones have 2 KiB
constexpr std::size_t kKeptCapacity = std::size_t{64} << 10;

// An HTTP request or response that turns the connection over (RFC 6455 section 4).
bool isWebSocketUpgrade(std::string_view text) {
    const std::string head = toLower(text.substr(0, 2048));
    return head.find("upgrade: websocket") != std::string::npos;
}

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
    : m_flow(flow), m_traits(traits), m_log(log), m_isLow(isLow) {}

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
        readSip(bytes, facts);
        return;
    case Mode::Other:
        readOther(bytes, facts);
        return;
    case Mode::Tls: // counted with its connection
        return;
    case Mode::Undecided:
    case Mode::Hello:
        m_buffer += asText(bytes);
        pushMark(m_position + m_buffer.size(), facts);
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
    if (sip::looksLikeSip(m_buffer) || (isExpected && isUnknown && bytes.size() >= kLeast && !isBinary(m_buffer))) {
        become(Mode::Sip);
        frameBuffer();
        return;
    }
    const bool mayBecomeSip = isBlank(m_buffer) || isUnfinishedTextLine(bytes) || bytes.size() < kLeast;
    if (isUnknown && mayBecomeSip && m_buffer.size() < kMaxUndecided)
        return;
    becomeOther(protocol);
}

void StreamContent::becomeOther(Protocol protocol) {
    become(Mode::Other);
    m_protocol = protocol;
    const std::string bytes = std::exchange(m_buffer, {});
    const std::vector<Mark> marks = std::exchange(m_marks, {});
    if (protocol == Protocol::OtherTcp && m_traits.hasSipPort && !marks.empty())
        m_log.odd(diag::kPayloadOther, marks.front().facts.frame);
    std::size_t begin = 0;
    for (const Mark& mark : marks) {
        const std::size_t end = static_cast<std::size_t>(mark.end - m_position);
        readOther(asBytes(bytes).subspan(begin, end - begin), mark.facts);
        begin = end;
    }
    m_position += bytes.size();
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

void StreamContent::readOther(ByteView bytes, const PacketFacts& facts) {
    if (sip::looksLikeSip(asText(bytes))) {
        become(Mode::Sip);
        readSip(bytes, facts);
        return;
    }
    const bool isUnknownOnSipPort = m_protocol == Protocol::OtherTcp && m_traits.hasSipPort;
    if (isUnknownOnSipPort && isTlsRecord(bytes)) { // joined within a record
        become(Mode::Tls);
        return;
    }
    if (m_protocol == Protocol::Http && !m_traits.isWebSocket)
        m_traits.isWebSocket = isWebSocketUpgrade(asText(bytes));
    if (m_protocol == Protocol::Dns)
        m_log.lookups().addStream(bytes, m_flow, facts);
    m_log.other(m_traits.isWebSocket ? Protocol::WebSocket : m_protocol, m_flow, facts, bytes.size());
}

void StreamContent::readSip(ByteView bytes, const PacketFacts& facts) {
    if (!m_buffer.empty()) {
        m_buffer += asText(bytes);
        pushMark(m_position + m_buffer.size(), facts);
        frameBuffer();
        return;
    }
    pushMark(m_position + bytes.size(), facts);
    const std::size_t used = frameMessages(asText(bytes), false); // in place: most segments end with a message
    m_buffer.assign(asText(bytes).substr(used));
    dropUsed(used);
}

void StreamContent::frameBuffer() {
    const std::size_t used = frameMessages(m_buffer, false);
    m_buffer.erase(0, used);
    if (m_buffer.empty() && m_buffer.capacity() > kKeptCapacity)
        std::string().swap(m_buffer);
    dropUsed(used);
}

// One message may come in a million segments: beyond the bound the last mark stands for several, which leaves the first
// and the last frame of a message right.
void StreamContent::pushMark(std::uint64_t end, const PacketFacts& facts) {
    constexpr std::size_t kMaxMarks = 2048;
    if (m_marks.size() < kMaxMarks)
        m_marks.push_back({end, facts});
    else
        m_marks.back() = {end, facts};
}

void StreamContent::dropUsed(std::size_t size) {
    m_position += size;
    const auto firstUnused =
        std::find_if(m_marks.begin(), m_marks.end(), [this](const Mark& m) { return m.end > m_position; });
    m_marks.erase(m_marks.begin(), firstUnused);
}

// Gives out what is whole, or all at the end, and returns how many bytes were used. bytes begin at m_position.
std::size_t StreamContent::frameMessages(std::string_view bytes, bool atEnd) {
    std::size_t at = 0;
    while (at < bytes.size()) {
        const sip::FramedPart part = sip::nextInStream(bytes.substr(at), atEnd, m_resume);
        if (part.status == sip::FrameStatus::NeedMore || part.end == 0)
            break;
        m_resume = 0;
        const std::size_t begin = at + part.begin;
        const std::uint64_t frame = factsAt(m_position + begin).frame;
        switch (part.status) {
        case sip::FrameStatus::Message:
            giveMessage(bytes.substr(begin, part.end - part.begin), begin, atEnd);
            if (part.isTooLarge)
                m_log.odd(diag::kSipTooLarge, frame);
            m_isResyncing = false;
            break;
        case sip::FrameStatus::KeepAlive:
            m_log.skip(Protocol::SipKeepAlive);
            break;
        case sip::FrameStatus::NotSip:
            if (!m_isResyncing)
                m_log.odd(diag::kTcpUnframed, frame);
            break;
        case sip::FrameStatus::NeedMore:
            break;
        }
        at += part.end;
    }
    return at;
}

const PacketFacts& StreamContent::factsAt(std::uint64_t position) const {
    const auto mark =
        std::find_if(m_marks.begin(), m_marks.end(), [position](const Mark& m) { return m.end > position; });
    return mark == m_marks.end() ? m_marks.back().facts : mark->facts;
}

// The frame that completes a message is the last captured of those it lies in: with segments out of order that is not
// the one with its last byte.
void StreamContent::giveMessage(std::string_view bytes, std::size_t offset, bool isIncomplete) {
    const std::uint64_t begin = m_position + offset;
    const std::uint64_t end = begin + bytes.size();
    auto mark = std::find_if(m_marks.begin(), m_marks.end(), [begin](const Mark& m) { return m.end > begin; });
    SipPayload payload;
    payload.facts = mark->facts;
    payload.firstFrame = mark->facts.frame;
    bool isCut = mark->facts.isCut;
    while (mark->end < end && std::next(mark) != m_marks.end()) {
        ++mark;
        isCut |= mark->facts.isCut;
        payload.firstFrame = std::min(payload.firstFrame, mark->facts.frame);
        if (mark->facts.frame > payload.facts.frame)
            payload.facts = mark->facts;
    }
    payload.facts.isCut = isCut && isIncomplete;
    payload.bytes = asBytes(bytes);
    payload.source = m_flow.source;
    payload.destination = m_flow.destination;
    payload.transport = Transport::Tcp;
    payload.connection = m_traits.number;
    payload.isIncomplete = isIncomplete;
    m_lastIndex = payload.facts.frame == m_lastFrame ? m_lastIndex + 1 : 0;
    m_lastFrame = payload.facts.frame;
    payload.indexInFrame = m_lastIndex;
    m_log.sip(payload);
}

void StreamContent::giveUpRest() {
    if (m_buffer.empty())
        return;
    if (m_mode == Mode::Sip) {
        frameMessages(m_buffer, true);
        dropUsed(m_buffer.size());
        std::string().swap(m_buffer);
        m_resume = 0;
    } else if (m_mode == Mode::Undecided) {
        becomeOther(recogniseTcp(asBytes(m_buffer), m_flow.source.port, m_flow.destination.port));
    } else if (m_mode == Mode::Hello) {
        become(Mode::Tls);
        std::string().swap(m_buffer);
        m_marks.clear();
    }
}

void StreamContent::onHole(const PacketFacts& facts) {
    giveUpRest();
    if (m_mode == Mode::Sip)
        m_log.odd(diag::kTcpHole, facts.frame);
    else if (m_mode == Mode::Undecided && m_holeFrame == 0)
        m_holeFrame = facts.frame; // counts once it turns out to be SIP
    m_isResyncing = true;
}

void StreamContent::onEarlyBytes(ByteView bytes, const PacketFacts& facts) {
    if (m_mode != Mode::Sip && !sip::looksLikeSip(asText(bytes))) {
        if (m_mode != Mode::Tls && m_mode != Mode::Hello)
            m_log.other(m_protocol, m_flow, facts, bytes.size());
        return;
    }
    StreamContent early(m_flow, m_isLow, m_traits, m_log);
    early.become(Mode::Sip);
    early.readSip(bytes, facts);
    early.giveUpRest();
}

void StreamContent::finish() {
    giveUpRest();
}

} // namespace echelle::net
