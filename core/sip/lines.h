#pragma once

#include "core/sip/byte_search.h"
#include "core/sip/char_set.h"

#include <cstddef>
#include <string_view>

namespace echelle::sip {

inline constexpr std::size_t kMaxStartLineBytes = 64U << 10; // longer ones are taken for no SIP in a stream

// How the lines of a message end. Crlf covers bare LF and CR CR LF too; Cr is for texts that know lone CR only, which
// the start line tells (a CR with neither CR nor LF after it).
enum class LineEnds : unsigned char { Crlf, Cr };
[[nodiscard]] LineEnds lineEndsOf(std::string_view fromStartLine);

// Goes over the lines of a text, in linear time whatever its bytes are.
class LineReader {
public:
    LineReader(std::string_view text, std::size_t position, LineEnds ends)
        : m_text(text), m_lineFeeds(text, position), m_position(position), m_ends(ends) {}

    // The next line without its end. False at the end of the text.
    bool next(std::string_view& line) {
        if (m_position >= m_text.size())
            return false;
        return m_ends == LineEnds::Crlf ? nextLf(line) : nextCr(line);
    }
    [[nodiscard]] std::size_t position() const { return m_position; }      // behind the line end
    [[nodiscard]] bool hasOddLineEnd() const { return m_hasOddLineEnd; }   // one that was not CRLF, so far
    [[nodiscard]] bool isLastLineOpen() const { return m_isLastLineOpen; } // the last line had no end at all

private:
    bool nextLf(std::string_view& line) {
        const std::size_t lf = m_lineFeeds.next();
        if (lf == std::string_view::npos)
            return lastLine(line);
        std::size_t end = lf;
        while (end > m_position && m_text[end - 1] == '\r')
            --end;
        m_hasOddLineEnd |= lf - end != 1;
        line = {m_text.data() + m_position, end - m_position};
        m_position = lf + 1;
        return true;
    }
    bool lastLine(std::string_view& line);
    bool nextCr(std::string_view& line);

    std::string_view m_text; // borrowed
    LineFeeds m_lineFeeds;
    std::size_t m_position;
    LineEnds m_ends;
    bool m_hasOddLineEnd = false;
    bool m_isLastLineOpen = false;
};

// Offset behind the empty line that ends the headers which begin at begin, or npos. Looking begins at from (at least
// begin), which must stand no more than one line end behind bytes that were looked at before.
[[nodiscard]] std::size_t findHeaderEnd(std::string_view bytes, std::size_t begin, std::size_t from);

} // namespace echelle::sip
