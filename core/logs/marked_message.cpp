#include "core/logs/marked_message.h"

#include "core/sip/framer.h"

namespace echelle::logs {

void MarkedMessage::begin(bool hasMark, std::size_t addedLineEnds, bool areAddedCrlf) {
    m_areAddedCrlf = areAddedCrlf;
    m_hasMark = hasMark;
    m_addedLineEnds = addedLineEnds;
    m_lines.clear();
    m_mark.reset();
    m_byLength.reset();
    m_bytes.clear();
    m_usedLines = 0;
    m_isCut = m_isLengthOff = m_isUnended = false;
}

bool MarkedMessage::isBodyShort() const {
    const std::uint64_t length = m_lines.contentLength().value_or(0);
    return m_lines.hasHeaderEnd() && length > 0 && !m_byLength && !m_lines.isBeyond(length, true);
}

bool MarkedMessage::add(std::string_view line, bool hasCr) {
    if (m_lines.textBytes() + line.size() > sip::kMaxMessageBytes)
        return false;
    // Web pages and tickets lose the empty line between headers and body.
    const bool isBodyAtOnce = line.substr(0, 3) == "v=0" || line.substr(0, 5) == "<?xml";
    if (!m_lines.hasHeaderEnd() && isBodyAtOnce && m_lines.contentLength().value_or(0) > 0)
        m_lines.append({}, hasCr);
    m_lines.append(line, hasCr);
    if (m_lines.hasHeaderEnd() && !m_byLength && m_lines.contentLength())
        m_byLength = m_lines.landing(*m_lines.contentLength(), true);
    return true;
}

void MarkedMessage::addUnended(std::string_view line) {
    m_isUnended = add(line, false);
    m_mark = m_lines.count();
}

bool MarkedMessage::addMark(std::string_view line, bool hasCr) {
    if (!m_mark)
        m_mark = m_lines.count();
    return isBodyShort() && add(line, hasCr);
}

MessageStop MarkedMessage::stop() const {
    // Behind a message whose mark is lost there may be anything.
    if (m_hasMark && !m_mark && m_byLength)
        return *m_byLength;
    const bool isMarkInBody = m_mark && m_byLength && m_byLength->lines > *m_mark;
    const std::size_t last = m_mark && !isMarkInBody ? *m_mark : m_lines.count();
    if (m_lines.hasHeaderEnd() && m_lines.contentLength() && last == m_lines.count()) {
        const std::size_t earliest = last > m_addedLineEnds ? last - m_addedLineEnds : 0;
        if (const auto stop = m_lines.bodyLanding(*m_lines.contentLength(), earliest))
            return *stop;
    }
    MessageStop stop{last, m_lines.headersHaveCr() ? LineEnds::AsWritten : LineEnds::Crlf, !m_isUnended};
    while (m_hasMark && !m_mark && m_lines.hasHeaderEnd() && stop.lines > m_lines.headerLines() &&
           m_lines.isEmpty(stop.lines - 1))
        --stop.lines; // what separates messages
    for (std::size_t i = 0; i < m_addedLineEnds && stop.lines > 1 && stop.lines != m_lines.headerLines(); ++i) {
        if (m_lines.isEmpty(stop.lines - 1) && (m_areAddedCrlf || !m_lines.hasCr(stop.lines - 1)))
            --stop.lines;
        else
            stop.hasLastEnd = !m_lines.hasHeaderEnd();
    }
    return stop;
}

std::size_t MarkedMessage::surplusLines() const {
    std::size_t surplus = 0;
    for (std::size_t line = m_usedLines; line < m_lines.count(); ++line)
        surplus += m_lines.isEmpty(line) ? 0 : 1;
    return surplus;
}

void MarkedMessage::finish() {
    const MessageStop end = stop();
    m_bytes = m_lines.build(end);
    m_usedLines = end.lines;
    const std::uint64_t length = m_lines.contentLength().value_or(0);
    const bool isWhole = m_mark.has_value();
    // The empty line behind the headers is easily lost where a text is copied by hand.
    if (!m_lines.hasHeaderEnd() && length == 0 && (isWhole || m_lines.contentLength()) && !m_lines.headersHaveCr())
        m_bytes += "\r\n";
    const bool isShort = isBodyShort() || (!m_lines.hasHeaderEnd() && (length > 0 || !m_lines.contentLength()));
    m_isCut = isShort && !isWhole;
    m_isLengthOff = isShort && isWhole;
}

} // namespace echelle::logs
