#include "core/logs/message_lines.h"

#include "core/base/text.h"
#include "core/sip/header_id.h"

#include <algorithm>
#include <array>

namespace echelle::logs {
namespace {

constexpr std::array<LineEnds, 3> kAllEnds = {LineEnds::AsWritten, LineEnds::Crlf, LineEnds::LfInBody};

std::size_t indexOf(LineEnds ends) {
    return static_cast<std::size_t>(ends);
}

} // namespace

void MessageLines::clear() {
    m_text.clear();
    m_lines.clear();
    std::fill(std::begin(m_sizes), std::end(m_sizes), 0);
    std::fill(std::begin(m_headerSizes), std::end(m_headerSizes), 0);
    m_headerLines = 0;
    m_headersHaveCr = m_isSdp = m_hasContentType = m_hasKnownHeader = false;
    m_contentLength.reset();
}

std::size_t MessageLines::endBytes(LineEnds ends, std::size_t line) const {
    switch (ends) {
    case LineEnds::Crlf:
        return 2;
    case LineEnds::AsWritten:
        return m_lines[line].hasCr ? 2 : 1;
    case LineEnds::LfInBody:
        return m_headerLines != 0 && line >= m_headerLines ? 1 : 2;
    }
    return 2;
}

void MessageLines::append(std::string_view line, bool hasCr) {
    m_lines.push_back({m_text.size(), line.size(), hasCr});
    m_text.append(line);
    for (const LineEnds ends : kAllEnds)
        m_sizes[indexOf(ends)] += line.size() + endBytes(ends, m_lines.size() - 1);
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

void MessageLines::extendLast(std::string_view text) {
    if (m_lines.empty())
        return;
    m_text.append(text);
    m_lines.back().size += text.size();
    for (std::uint64_t& size : m_sizes)
        size += text.size();
}

void MessageLines::noteHeader(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos)
        return;
    const sip::HeaderId id = sip::headerIdFromName(trim(line.substr(0, colon)));
    const std::string_view value = trim(line.substr(colon + 1));
    m_hasKnownHeader |= id != sip::HeaderId::Other;
    if (id == sip::HeaderId::ContentLength)
        m_contentLength = parseUnsigned(value);
    if (id != sip::HeaderId::ContentType)
        return;
    m_hasContentType = true;
    m_isSdp = startsWithNoCase(value, "application/sdp");
}

std::optional<MessageStop> MessageLines::landingAt(std::size_t lines, LineEnds ends, std::uint64_t size,
                                                   std::uint64_t target) const {
    if (size == target)
        return MessageStop{lines, ends, true};
    // A body need not end in a line end; the headers do.
    if (m_headerLines != 0 && lines > m_headerLines && size - endBytes(ends, lines - 1) == target)
        return MessageStop{lines, ends, false};
    return std::nullopt;
}

std::optional<MessageStop> MessageLines::landing(std::uint64_t target, bool isOfBody) const {
    for (const LineEnds ends : kAllEnds) {
        if (!isPossible(ends))
            continue;
        const std::uint64_t size = m_sizes[indexOf(ends)] - (isOfBody ? m_headerSizes[indexOf(ends)] : 0);
        if (const auto stop = landingAt(m_lines.size(), ends, size, target))
            return stop;
    }
    return std::nullopt;
}

std::optional<MessageStop> MessageLines::bodyLanding(std::uint64_t target, std::size_t earliest) const {
    for (const LineEnds ends : kAllEnds) {
        if (!isPossible(ends))
            continue;
        std::uint64_t size = m_sizes[indexOf(ends)] - m_headerSizes[indexOf(ends)];
        for (std::size_t lines = m_lines.size(); lines >= std::max(earliest, m_headerLines); --lines) {
            if (const auto stop = landingAt(lines, ends, size, target))
                return stop;
            if (lines == m_headerLines)
                break;
            size -= m_lines[lines - 1].size + endBytes(ends, lines - 1);
        }
    }
    return std::nullopt;
}

bool MessageLines::isBeyond(std::uint64_t target, bool isOfBody) const {
    return std::none_of(kAllEnds.begin(), kAllEnds.end(), [&](LineEnds ends) {
        const std::uint64_t size = m_sizes[indexOf(ends)] - (isOfBody ? m_headerSizes[indexOf(ends)] : 0);
        return isPossible(ends) && size <= target;
    });
}

std::uint64_t MessageLines::headerBytes() const {
    return m_headerSizes[indexOf(LineEnds::Crlf)];
}

std::uint64_t MessageLines::bytes() const {
    return m_sizes[indexOf(LineEnds::Crlf)];
}

std::string MessageLines::build(const MessageStop& stop) const {
    std::string bytes;
    bytes.reserve(m_text.size() + 2 * m_lines.size());
    for (std::size_t i = 0; i < stop.lines; ++i) {
        const Line& line = m_lines[i];
        bytes.append(m_text, line.begin, line.size);
        if (i + 1 == stop.lines && !stop.hasLastEnd)
            break;
        bytes.append(endBytes(stop.ends, i) == 2 ? "\r\n" : "\n");
    }
    return bytes;
}

} // namespace echelle::logs
