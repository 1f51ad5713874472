#include "core/logs/message_assembler.h"

#include "core/sip/framer.h"

#include <algorithm>

namespace echelle::logs {
namespace {

constexpr std::uint64_t kSmallDifference = 4; // two line ends

} // namespace

void MessageAssembler::begin(std::optional<std::uint64_t> announcedBytes) {
    m_announced = announcedBytes;
    m_lines.clear();
    m_isTerminated = m_hasLoss = m_isFollowed = false;
    m_byCount.reset();
    m_byContentLength.reset();
    m_byShape.reset();
    m_bytes.clear();
    m_usedLines = 0;
    m_isCut = m_isLengthOff = false;
}

// Whether the lines so far are longer than the best count there is; without one, as soon as the headers end.
bool MessageAssembler::isPastCount() const {
    if (m_announced)
        return m_lines.isBeyond(*m_announced, false);
    if (!m_lines.hasHeaderEnd())
        return false;
    return !m_lines.contentLength() || m_lines.isBeyond(*m_lines.contentLength(), true);
}

MessageAssembler::Step MessageAssembler::add(std::string_view line, bool hasCr) {
    const bool isPast = isPastCount();
    const bool isInBody = m_lines.hasHeaderEnd();
    const std::optional<std::uint64_t> length = m_lines.contentLength();
    // Should neither count come out, an SDP ends where its lines end to look like it, another body at an empty line.
    const bool isOutOfShape =
        isInBody && (m_lines.isSdp() ? line.size() < 2 || line[1] != '=' : line.empty() && isPast);
    if (isOutOfShape && !m_byShape)
        m_byShape = MessageStop{m_lines.count(), LineEnds::Crlf, true};
    if (isPast && isInBody && (m_byContentLength || m_byShape))
        return Step::End;
    if (m_lines.textBytes() + line.size() > sip::kMaxMessageBytes)
        return Step::End;
    // Web pages and tickets lose the empty line between headers and body.
    const bool isBodyAtOnce = line.substr(0, 3) == "v=0" || line.substr(0, 5) == "<?xml";
    if (!isInBody && isBodyAtOnce && (length ? *length > 0 : m_lines.hasContentType()))
        m_lines.append({}, hasCr);
    if (m_byContentLength && m_byContentLength->lines == m_lines.count() && sip::looksLikeSip(line))
        m_isFollowed = true;
    m_lines.append(line, hasCr);

    if (m_lines.hasHeaderEnd() && !m_byContentLength && m_lines.contentLength())
        m_byContentLength = m_lines.landing(*m_lines.contentLength(), true);
    if (!m_announced) {
        const bool isAtBody = m_lines.headerLines() == m_lines.count();
        if (isAtBody && !m_lines.contentLength() && !m_lines.hasContentType()) // no body
            m_byContentLength = MessageStop{m_lines.count(), LineEnds::Crlf, true};
        return m_byContentLength ? Step::Complete : Step::More;
    }
    const std::optional<MessageStop> byCount = m_lines.landing(*m_announced, false);
    if (!byCount)
        return Step::More;
    // Where Content-Length ended the message before, lines of the log follow it that happen to fill the count.
    if (m_byContentLength && m_byContentLength->lines < m_lines.count() && !m_isFollowed)
        return Step::Complete;
    m_byCount = byCount;
    return Step::Complete;
}

void MessageAssembler::extend(std::string_view text) {
    if (m_lines.textBytes() + text.size() <= sip::kMaxMessageBytes)
        m_lines.extendLast(text);
}

// For a message that neither count ends: all lines there are, without empty ones at the end of a body.
MessageStop MessageAssembler::guess() const {
    if (m_byShape)
        return *m_byShape;
    MessageStop stop{m_lines.count(), LineEnds::Crlf, true};
    const std::size_t headerLines = m_lines.headerLines();
    if (headerLines != 0 && !m_lines.contentLength() && m_announced && m_lines.bytes() > *m_announced)
        stop.lines = headerLines;
    while (stop.lines > std::max<std::size_t>(headerLines, 1) && m_lines.isEmpty(stop.lines - 1))
        --stop.lines;
    return stop;
}

// Less than was sent, as far as counts and the shape of the lines tell.
bool MessageAssembler::isShort() const {
    if (m_announced)
        return !m_byShape && m_bytes.size() + kSmallDifference < *m_announced;
    const std::optional<std::uint64_t> length = m_lines.contentLength();
    if (!m_lines.hasHeaderEnd())
        return length ? *length > 0 : !m_isTerminated;
    const std::uint64_t body = m_bytes.size() - std::min<std::uint64_t>(m_bytes.size(), m_lines.headerBytes());
    return length && body + kSmallDifference < *length;
}

void MessageAssembler::finish() {
    const std::optional<MessageStop> known = m_byCount ? m_byCount : m_byContentLength;
    const MessageStop stop = known ? *known : guess();
    m_bytes = m_lines.build(stop);
    m_usedLines = stop.lines;
    // The empty line at the end is easily lost when a log is copied.
    const auto isNear = [this](std::uint64_t size) {
        return std::max(size, *m_announced) - std::min(size, *m_announced) <= kSmallDifference;
    };
    const bool isAtEnd = m_announced ? isNear(m_bytes.size() + 2) : m_lines.contentLength() || m_isTerminated;
    if (!m_lines.hasHeaderEnd() && m_lines.contentLength().value_or(0) == 0 && isAtEnd && !m_hasLoss)
        m_bytes += "\r\n";
    m_isLengthOff = m_announced && !isNear(m_bytes.size());
    m_isCut = m_hasLoss || (!known && isShort());
}

} // namespace echelle::logs
