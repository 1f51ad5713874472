#include "core/sip/lines.h"

#include <algorithm>

namespace echelle::sip {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

std::size_t headerEndByLf(std::string_view bytes, std::size_t begin, std::size_t from) {
    LineFeeds lineFeeds(bytes, from);
    for (std::size_t lf = lineFeeds.next(); lf != kNone; lf = lineFeeds.next()) {
        std::size_t before = lf;
        while (before > begin && bytes[before - 1] == '\r')
            --before;
        if (before == begin || bytes[before - 1] == '\n')
            return lf + 1;
    }
    return kNone;
}

std::size_t headerEndByCr(std::string_view bytes, std::size_t begin, std::size_t from) {
    for (std::size_t i = findFirst(bytes, kLineEnds, from); i != kNone; i = findFirst(bytes, kLineEnds, i + 1)) {
        if (i == begin)
            continue;
        const char previous = bytes[i - 1];
        const bool isSecondHalf = bytes[i] == '\n' && previous == '\r';
        if ((previous == '\r' || previous == '\n') && !isSecondHalf)
            return bytes[i] == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n' ? i + 2 : i + 1;
    }
    return kNone;
}

} // namespace

LineEnds lineEndsOf(std::string_view fromStartLine) {
    fromStartLine = fromStartLine.substr(0, kMaxStartLineBytes);
    const std::size_t lf = fromStartLine.find('\n');
    const std::size_t cr = fromStartLine.substr(0, lf).find('\r');
    if (cr == kNone)
        return LineEnds::Crlf;
    const std::size_t after = fromStartLine.find_first_not_of('\r', cr);
    // At the end of the bytes nothing speaks against CRLF yet.
    return after == kNone || fromStartLine[after] == '\n' ? LineEnds::Crlf : LineEnds::Cr;
}

bool LineReader::lastLine(std::string_view& line) {
    line = m_text.substr(m_position);
    m_position = m_text.size();
    m_isLastLineOpen = true;
    // A CR at the very end is one half of a line end.
    while (!line.empty() && line.back() == '\r')
        line.remove_suffix(1);
    return true;
}

bool LineReader::nextCr(std::string_view& line) {
    const std::size_t end = findFirst(m_text, kLineEnds, m_position);
    if (end == kNone) {
        line = m_text.substr(m_position);
        m_position = m_text.size();
        m_isLastLineOpen = true;
        return true;
    }
    line = m_text.substr(m_position, end - m_position);
    const bool isPair = m_text[end] == '\r' && end + 1 < m_text.size() && m_text[end + 1] == '\n';
    m_hasOddLineEnd |= !isPair;
    m_position = end + (isPair ? 2 : 1);
    return true;
}

std::size_t findHeaderEnd(std::string_view bytes, std::size_t begin, std::size_t from) {
    from = std::max(begin, from);
    if (from >= bytes.size())
        return kNone;
    return lineEndsOf(bytes.substr(begin)) == LineEnds::Crlf ? headerEndByLf(bytes, begin, from)
                                                             : headerEndByCr(bytes, begin, from);
}

} // namespace echelle::sip
