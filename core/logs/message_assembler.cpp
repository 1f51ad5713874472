#include "core/logs/message_assembler.h"

#include "core/base/text.h"
#include "core/sip/framer.h"
#include "core/sip/header_id.h"

#include <algorithm>

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::uint64_t kSmallDifference = 4; // two line ends

} // namespace

void MessageAssembler::begin(std::optional<std::uint64_t> announcedBytes) {
    m_announced = announcedBytes;
    m_text.clear();
    m_lines.clear();
    std::fill(std::begin(m_sizes), std::end(m_sizes), 0);
    std::fill(std::begin(m_headerSizes), std::end(m_headerSizes), 0);
    m_headerLines = 0;
    m_headersHaveCr = m_isSdp = m_hasContentType = m_isTerminated = m_hasLoss = false;
    m_contentLength.reset();
    m_byCount.reset();
    m_byContentLength.reset();
    m_byShape.reset();
    m_bytes.clear();
    m_usedLines = 0;
    m_isCut = m_isLengthOff = false;
}

std::size_t MessageAssembler::endBytes(Ends ends, const Line& line) const {
    switch (ends) {
    case Ends::Crlf:
        return 2;
    case Ends::AsWritten:
        return line.hasCr ? 2 : 1;
    case Ends::LfInBody:
        return m_headerLines != 0 && &line - m_lines.data() >= static_cast<std::ptrdiff_t>(m_headerLines) ? 1 : 2;
    }
    return 2;
}

// The line ends as written tell something only where the log kept those of the headers.
bool MessageAssembler::isPossible(Ends ends) const {
    return ends != Ends::AsWritten || m_headersHaveCr;
}

// Whether what there is (of the body) is longer than the target, however its lines end.
bool MessageAssembler::isBeyond(std::uint64_t target, bool isOfBody) const {
    for (const Ends ends : {Ends::Crlf, Ends::AsWritten, Ends::LfInBody}) {
        const auto index = static_cast<std::size_t>(ends);
        if (isPossible(ends) && m_sizes[index] - (isOfBody ? m_headerSizes[index] : 0) <= target)
            return false;
    }
    return true;
}

// Whether the lines so far are longer than the best count there is; without one, as soon as the headers end.
bool MessageAssembler::isPastCount() const {
    if (m_announced)
        return isBeyond(*m_announced, false);
    if (m_headerLines == 0)
        return false;
    return !m_contentLength || isBeyond(*m_contentLength, true);
}

void MessageAssembler::append(std::string_view line, bool hasCr) {
    m_lines.push_back({m_text.size(), line.size(), hasCr});
    m_text.append(line);
    for (const Ends ends : {Ends::Crlf, Ends::AsWritten, Ends::LfInBody})
        m_sizes[static_cast<std::size_t>(ends)] += line.size() + endBytes(ends, m_lines.back());
    if (m_headerLines != 0)
        return;
    m_headersHaveCr |= hasCr;
    if (line.empty()) {
        m_headerLines = m_lines.size();
        std::copy(std::begin(m_sizes), std::end(m_sizes), std::begin(m_headerSizes));
    } else {
        noteHeader(line);
    }
}

void MessageAssembler::noteHeader(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == kNone)
        return;
    const sip::HeaderId id = sip::headerIdFromName(trim(line.substr(0, colon)));
    if (id == sip::HeaderId::ContentLength)
        m_contentLength = parseUnsigned(trim(line.substr(colon + 1)));
    if (id != sip::HeaderId::ContentType)
        return;
    m_hasContentType = true;
    m_isSdp = startsWithNoCase(trim(line.substr(colon + 1)), "application/sdp");
}

// Whether the last line ends the message (or its body) at the target.
std::optional<MessageAssembler::Stop> MessageAssembler::landing(std::uint64_t target, bool isOfBody) const {
    for (const Ends ends : {Ends::AsWritten, Ends::Crlf, Ends::LfInBody}) {
        if (!isPossible(ends))
            continue;
        const auto index = static_cast<std::size_t>(ends);
        const std::uint64_t size = m_sizes[index] - (isOfBody ? m_headerSizes[index] : 0);
        if (size == target)
            return Stop{m_lines.size(), ends, true};
        // A body need not end in a line end; the headers do.
        if (m_headerLines != 0 && m_lines.size() > m_headerLines && size - endBytes(ends, m_lines.back()) == target)
            return Stop{m_lines.size(), ends, false};
    }
    return std::nullopt;
}

MessageAssembler::Step MessageAssembler::add(std::string_view line, bool hasCr) {
    const bool isPast = isPastCount();
    const bool isInBody = m_headerLines != 0;
    // Should neither count come out, an SDP ends where its lines end to look like it, another body at an empty line.
    const bool isOutOfShape = isInBody && (m_isSdp ? line.size() < 2 || line[1] != '=' : line.empty() && isPast);
    if (isOutOfShape && !m_byShape)
        m_byShape = Stop{m_lines.size(), Ends::Crlf, true};
    if (isPast && isInBody && (m_byContentLength || m_byShape))
        return Step::End;
    if (m_text.size() + line.size() > sip::kMaxMessageBytes)
        return Step::End;
    // Web pages and tickets lose the empty line between headers and body.
    const bool isBodyAtOnce = line.substr(0, 3) == "v=0" || line.substr(0, 5) == "<?xml";
    if (!isInBody && isBodyAtOnce && (m_contentLength ? *m_contentLength > 0 : m_hasContentType))
        append({}, hasCr);
    append(line, hasCr);

    if (m_headerLines != 0 && !m_byContentLength && m_contentLength)
        m_byContentLength = landing(*m_contentLength, true);
    if (!m_announced) {
        if (m_headerLines == m_lines.size() && !m_contentLength && !m_hasContentType) // no body
            m_byContentLength = Stop{m_lines.size(), Ends::Crlf, true};
        return m_byContentLength ? Step::Complete : Step::More;
    }
    const std::optional<Stop> byCount = landing(*m_announced, false);
    if (!byCount)
        return Step::More;
    // Where Content-Length ended the message before, lines of the log follow it that happen to fill the count.
    if (m_byContentLength && m_byContentLength->lines < m_lines.size())
        return Step::Complete;
    m_byCount = byCount;
    return Step::Complete;
}

// For a message that neither count ends: all lines there are, without empty ones at the end of a body.
MessageAssembler::Stop MessageAssembler::guess() const {
    if (m_byShape)
        return *m_byShape;
    Stop stop{m_lines.size(), Ends::Crlf, true};
    if (m_headerLines != 0 && !m_contentLength && m_lines.size() > m_headerLines && m_announced &&
        m_sizes[0] > *m_announced)
        stop.lines = m_headerLines;
    while (stop.lines > std::max<std::size_t>(m_headerLines, 1) && m_lines[stop.lines - 1].size == 0)
        --stop.lines;
    return stop;
}

void MessageAssembler::build(const Stop& stop) {
    m_bytes.clear();
    for (std::size_t i = 0; i < stop.lines; ++i) {
        const Line& line = m_lines[i];
        m_bytes.append(m_text, line.begin, line.size);
        if (i + 1 == stop.lines && !stop.hasLastEnd)
            break;
        m_bytes.append(endBytes(stop.ends, line) == 2 ? "\r\n" : "\n");
    }
    m_usedLines = stop.lines;
}

// Less than was sent, as far as counts and the shape of the lines tell.
bool MessageAssembler::isShort() const {
    if (m_announced)
        return !m_byShape && m_bytes.size() + kSmallDifference < *m_announced;
    if (m_headerLines == 0)
        return m_contentLength ? *m_contentLength > 0 : !m_isTerminated;
    const std::uint64_t body = m_bytes.size() - std::min<std::uint64_t>(m_bytes.size(), m_headerSizes[0]);
    return m_contentLength && body + kSmallDifference < *m_contentLength;
}

void MessageAssembler::finish() {
    const std::optional<Stop> known = m_byCount ? m_byCount : m_byContentLength;
    build(known ? *known : guess());
    // The empty line at the end is easily lost when a log is copied.
    const auto isNear = [this](std::uint64_t size) {
        return std::max(size, *m_announced) - std::min(size, *m_announced) <= kSmallDifference;
    };
    const bool isAtEnd = m_announced ? isNear(m_bytes.size() + 2) : m_contentLength || m_isTerminated;
    if (m_headerLines == 0 && m_contentLength.value_or(0) == 0 && isAtEnd && !m_hasLoss)
        m_bytes += "\r\n";
    m_isLengthOff = m_announced && !isNear(m_bytes.size());
    m_isCut = m_hasLoss || (!known && isShort());
}

} // namespace echelle::logs
