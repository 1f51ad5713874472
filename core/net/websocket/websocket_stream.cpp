#include "core/net/websocket/websocket_stream.h"

#include "core/sip/framer.h"

#include <algorithm>

namespace echelle::net::websocket {
namespace {

// One byte more than a message may have, so that the framer sees that it was cut.
constexpr std::size_t kMaxMessage = sip::kMaxMessageBytes + 1;

void unmask(const FrameHeader& frame, std::uint64_t offset, ByteView bytes, std::string& into) {
    const std::size_t begin = into.size();
    into += asText(bytes);
    if (!frame.isMasked)
        return;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        into[begin + i] = static_cast<char>(into[begin + i] ^ static_cast<char>(frame.mask[(offset + i) % 4]));
}

// Codes that an endpoint sends when all is well: normal, going away (RFC 6455 section 7.4.1).
bool isUsualClose(unsigned code) {
    return code == 1000 || code == 1001;
}

} // namespace

bool beginsWithSip(ByteView segment) {
    const FrameHeader frame = readFrameHeader(segment);
    if (frame.status != FrameHeader::Status::Good || (frame.opcode != Opcode::Text && frame.opcode != Opcode::Binary))
        return false;
    const ByteView payload = segment.subspan(frame.size);
    std::string head;
    unmask(frame, 0, payload.first(std::min<std::uint64_t>({payload.size(), frame.length, 2048})), head);
    if (!frame.isCompressed)
        return sip::looksLikeSip(head);
    std::string text;
    MessageInflater inflater;
    return inflater.inflate(asBytes(head), 2048, text) != MessageInflater::Outcome::Failed && sip::looksLikeSip(text);
}

WebSocketStream::WebSocketStream(const Flow& flow, const Agreement& agreement, std::uint64_t connection,
                                 TrafficLog& log)
    : m_flow(flow), m_agreement(agreement), m_log(log), m_connection(connection) {}

std::size_t WebSocketStream::read(ByteView bytes, const PacketFacts& facts) {
    const std::size_t size = bytes.size();
    if (m_isLost) {
        if (!beginsWithSip(bytes)) {
            m_log.skip(Protocol::WebSocket);
            return size;
        }
        m_isLost = false;
    }
    while (!bytes.empty()) {
        if (!m_isInFrame && !readHeader(bytes, facts))
            return size - bytes.size();
        if (!m_isInFrame)
            break;
        note(facts);
        readPayload(bytes);
        if (m_done == m_frame.length)
            endFrame();
    }
    return size;
}

// False: what stands there is no frame.
bool WebSocketStream::readHeader(ByteView& bytes, const PacketFacts& facts) {
    constexpr std::size_t kLongestHeader = 14;
    const std::size_t before = m_header.size();
    m_header += asText(bytes.first(std::min(bytes.size(), kLongestHeader - before)));
    m_frame = readFrameHeader(asBytes(m_header));
    if (m_frame.status == FrameHeader::Status::NeedMore) {
        note(facts);
        bytes = {};
        return true;
    }
    const bool isContinued = m_frame.opcode == Opcode::Continuation;
    if (m_frame.status == FrameHeader::Status::Malformed || (!m_frame.isControl() && isContinued != m_isInMessage)) {
        m_header.clear();
        return false;
    }
    bytes = bytes.subspan(m_frame.size - before);
    m_header.clear();
    m_isInFrame = true;
    m_done = 0;
    if (m_frame.isControl()) {
        m_control.clear();
    } else if (!isContinued) {
        m_isInMessage = true;
        m_isCompressed = m_frame.isCompressed;
    }
    note(facts);
    if (m_frame.length == 0)
        endFrame();
    return true;
}

// The frame that completes a message is the last captured of those it lies in; a control frame between its fragments
// belongs to none.
void WebSocketStream::note(const PacketFacts& facts) {
    if (m_isInFrame && m_frame.isControl()) {
        if (!m_isInMessage)
            m_facts = facts;
        return;
    }
    if (m_firstFrame == 0) {
        m_firstFrame = facts.frame;
        m_facts = facts;
    }
    m_firstFrame = std::min(m_firstFrame, facts.frame);
    const bool isCut = m_facts.isCut || facts.isCut;
    if (facts.frame >= m_facts.frame)
        m_facts = facts;
    m_facts.isCut = isCut;
}

void WebSocketStream::readPayload(ByteView& bytes) {
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(m_frame.length - m_done, bytes.size()));
    if (m_frame.isControl()) {
        unmask(m_frame, m_done, bytes.first(size), m_control);
    } else if (m_message.size() < kMaxMessage) {
        const std::size_t kept = std::min(size, kMaxMessage - m_message.size());
        unmask(m_frame, m_done, bytes.first(kept), m_message);
    }
    m_done += size;
    bytes = bytes.subspan(size);
}

void WebSocketStream::endFrame() {
    m_isInFrame = false;
    if (m_frame.isControl()) {
        if (m_frame.opcode == Opcode::Close)
            readClose();
        m_log.skip(Protocol::WebSocket);
    } else if (m_frame.isFinal) {
        endMessage();
    }
}

void WebSocketStream::readClose() {
    if (m_control.size() < 2)
        return;
    const unsigned code = readBe16(asBytes(m_control).data());
    if (!isUsualClose(code) && isSipExpected())
        m_log.odd(diag::kWebSocketClosed, m_facts.frame, std::to_string(code));
}

void WebSocketStream::endMessage() {
    m_isInMessage = false;
    if (m_isCompressed) {
        if (m_inflater == nullptr)
            m_inflater = std::make_unique<MessageInflater>();
        else if (m_frame.isMasked ? m_agreement.isClientReset : m_agreement.isServerReset)
            m_inflater->reset();
        std::string text;
        if (m_inflater->inflate(asBytes(m_message), kMaxMessage, text) != MessageInflater::Outcome::Failed)
            giveMessage(asBytes(text), false);
        else if (isSipExpected())
            m_log.odd(diag::kWebSocketDeflate, m_facts.frame);
        else
            m_log.skip(Protocol::WebSocket);
    } else {
        giveMessage(asBytes(m_message), false);
    }
    m_message.clear();
    if (m_message.capacity() > (std::size_t{64} << 10))
        std::string().swap(m_message);
    m_firstFrame = 0;
}

void WebSocketStream::giveMessage(ByteView bytes, bool isIncomplete) {
    if (!sip::looksLikeSip(asText(bytes))) {
        const bool isBlank = std::all_of(bytes.begin(), bytes.end(), [](auto b) { return b == '\r' || b == '\n'; });
        m_log.skip(isBlank && !bytes.empty() ? Protocol::SipKeepAlive : Protocol::WebSocket); // RFC 7118 section 6
        return;
    }
    m_hasSip = true;
    SipPayload payload;
    payload.source = m_flow.source;
    payload.destination = m_flow.destination;
    payload.transport = m_flow.transport == Transport::Tls ? Transport::Wss : Transport::Ws;
    payload.facts = m_facts;
    payload.facts.isCut = m_facts.isCut && isIncomplete;
    payload.firstFrame = m_firstFrame;
    payload.connection = m_connection;
    while (!bytes.empty()) {
        const sip::FramedPart part = sip::nextInDatagram(asText(bytes));
        if (part.end == 0)
            break;
        if (part.status == sip::FrameStatus::Message) {
            payload.bytes = bytes.subspan(part.begin, part.end - part.begin);
            payload.isIncomplete = isIncomplete && part.end == bytes.size();
            m_lastIndex = payload.facts.frame == m_lastFrame ? m_lastIndex + 1 : 0;
            m_lastFrame = payload.facts.frame;
            payload.indexInFrame = m_lastIndex;
            m_log.sip(payload);
            if (part.isTooLarge)
                m_log.odd(diag::kSipTooLarge, payload.facts.frame);
        }
        bytes = bytes.subspan(part.end);
    }
}

void WebSocketStream::giveUpRest() {
    if (!m_message.empty() && !m_isCompressed && sip::looksLikeSip(m_message))
        giveMessage(asBytes(m_message), true);
    m_message.clear();
    m_header.clear();
    m_isInMessage = m_isInFrame = false;
    m_firstFrame = 0;
}

void WebSocketStream::onHole(const PacketFacts& facts) {
    giveUpRest();
    if (isSipExpected())
        m_log.odd(diag::kTcpHole, facts.frame);
    m_isLost = true;
    if (m_inflater)
        m_inflater->reset(); // it refuses what refers to the messages lost
}

} // namespace echelle::net::websocket
