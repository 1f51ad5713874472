#pragma once

#include "core/logs/message_lines.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace echelle::logs {

// One message of a log that writes it whole and something of its own behind it: what stands between is the message,
// whatever its Content-Length says, which only tells how its line ends were written.
class MarkedMessage {
public:
    // hasMark: a line behind each message marks its end (else the next wrapper does). addedLineEnds: what the log
    // itself wrote between the message and that, as CRLF or LF.
    void begin(bool hasMark, std::size_t addedLineEnds, bool areAddedCrlf);
    // False where the message has grown too large: not taken.
    bool add(std::string_view line, bool hasCr);
    // The last line, which has no end of its own.
    void addUnended(std::string_view line);
    // A line that looks like the mark: false where it is it, true where it was taken as a part of the body, which has
    // not as many bytes yet as Content-Length says.
    bool addMark(std::string_view line, bool hasCr);
    void finish();

    [[nodiscard]] bool isInHeaders() const { return !m_lines.hasHeaderEnd(); }
    [[nodiscard]] bool isLengthReached() const { return m_byLength.has_value(); }
    // In a body whose Content-Length is not reached and that may quote a message: a start line is none there.
    [[nodiscard]] bool isInQuotingBody() const { return isBodyShort() && !m_lines.isSdp(); }
    [[nodiscard]] bool hasKnownHeader() const { return m_lines.hasKnownHeader(); }

    [[nodiscard]] const std::string& bytes() const { return m_bytes; } // until the next begin()
    [[nodiscard]] bool isCut() const { return m_isCut; }
    [[nodiscard]] bool isLengthOff() const { return m_isLengthOff; } // whole, but less than its Content-Length
    // Taken, then found to be no part; empty ones do not count.
    [[nodiscard]] std::size_t surplusLines() const;

private:
    [[nodiscard]] bool isBodyShort() const;
    [[nodiscard]] MessageStop stop() const;

    bool m_hasMark = false;
    std::size_t m_addedLineEnds = 0;
    bool m_areAddedCrlf = false;
    MessageLines m_lines;
    std::optional<std::size_t> m_mark; // lines before the first mark
    std::optional<MessageStop> m_byLength;
    bool m_isUnended = false;
    std::string m_bytes;
    std::size_t m_usedLines = 0;
    bool m_isCut = false;
    bool m_isLengthOff = false;
};

} // namespace echelle::logs
