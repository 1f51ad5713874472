#include "core/net/tcp/sip_stream.h"

#include "core/sip/framer.h"

#include <algorithm>
#include <utility>

namespace echelle::net {
namespace {

constexpr std::size_t kKeptCapacity = std::size_t{64} << 10;

} // namespace

void SipStream::read(ByteView bytes, const PacketFacts& facts) {
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

void SipStream::frameBuffer() {
    const std::size_t used = frameMessages(m_buffer, false);
    m_buffer.erase(0, used);
    if (m_buffer.empty() && m_buffer.capacity() > kKeptCapacity)
        std::string().swap(m_buffer);
    dropUsed(used);
}

// One message may come in a million segments: beyond the bound the last mark stands for several, which leaves the first
// and the last frame of a message right.
void SipStream::pushMark(std::uint64_t end, const PacketFacts& facts) {
    constexpr std::size_t kMaxMarks = 2048;
    if (m_marks.size() < kMaxMarks)
        m_marks.push_back({end, facts});
    else
        m_marks.back() = {end, facts};
}

void SipStream::dropUsed(std::size_t size) {
    m_position += size;
    const auto firstUnused =
        std::find_if(m_marks.begin(), m_marks.end(), [this](const Mark& m) { return m.end > m_position; });
    m_marks.erase(m_marks.begin(), firstUnused);
}

// Gives out what is whole, or all at the end, and returns how many bytes were used. bytes begin at m_position.
std::size_t SipStream::frameMessages(std::string_view bytes, bool atEnd) {
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

const PacketFacts& SipStream::factsAt(std::uint64_t position) const {
    const auto mark =
        std::find_if(m_marks.begin(), m_marks.end(), [position](const Mark& m) { return m.end > position; });
    return mark == m_marks.end() ? m_marks.back().facts : mark->facts;
}

// The frame that completes a message is the last captured of those it lies in: with segments out of order that is not
// the one with its last byte.
void SipStream::giveMessage(std::string_view bytes, std::size_t offset, bool isIncomplete) {
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
    payload.transport = m_flow.transport;
    payload.connection = m_connection;
    payload.isIncomplete = isIncomplete;
    m_lastIndex = payload.facts.frame == m_lastFrame ? m_lastIndex + 1 : 0;
    m_lastFrame = payload.facts.frame;
    payload.indexInFrame = m_lastIndex;
    m_log.sip(payload);
}

void SipStream::giveUpRest() {
    if (m_buffer.empty())
        return;
    frameMessages(m_buffer, true);
    dropUsed(m_buffer.size());
    std::string().swap(m_buffer);
    m_resume = 0;
}

void SipStream::onHole(const PacketFacts& facts) {
    giveUpRest();
    m_log.odd(diag::kTcpHole, facts.frame);
    m_isResyncing = true;
}

} // namespace echelle::net
