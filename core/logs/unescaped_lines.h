#pragma once

#include "core/logs/line_source.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace echelle::logs {

// How a collector that keeps a message on one line has written its control characters.
enum class Escapes : std::uint8_t {
    Octal,            // rsyslog: "#012" is LF, "#015" CR, "#011" TAB; believed where "#012" occurs twice in a line
    OctalOnce,        // the same, believed where it occurs once
    OctalOrBackslash, // that, or the four characters "\r\n"
};

// The lines of a text as the device wrote them: a line into which a collector packed several comes apart again. The
// pieces share its number.
class UnescapedLines {
public:
    UnescapedLines(capture::ByteReader& reader, Escapes escapes) : m_lines(reader), m_escapes(escapes) {}
    // As LineSource::next().
    Result<bool> next(LogLine& line);
    [[nodiscard]] std::uint64_t linesRead() const { return m_lines.linesRead(); }

private:
    [[nodiscard]] std::string_view separatorIn(std::string_view text) const;
    void takePiece(LogLine& line);

    LineSource m_lines;
    Escapes m_escapes;
    LogLine m_packed;             // the line at hand, its text what is left of it
    std::string_view m_separator; // "#012" or "\r\n" while there are pieces left
    std::string m_scratch;
};

// The text with the octal escapes of control characters decoded: a view of the text itself where there are none, else
// of scratch.
[[nodiscard]] std::string_view withoutOctalEscapes(std::string_view text, std::string& scratch);

} // namespace echelle::logs
