#pragma once

#include "core/logs/message_lines.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace echelle::logs {

// Puts one message together again from the lines of a log. The log has usually turned CRLF into LF, so each line end
// counts as two bytes. Where the log announced the size on the wire, that is the end if it falls on a line end; else
// Content-Length tells, else what the lines look like.
class MessageAssembler {
public:
    enum class Step : std::uint8_t {
        More,     // the line belongs to the message, which goes on
        Complete, // the line was its last
        End       // not taken, and the message ended before it
    };

    void begin(std::optional<std::uint64_t> announcedBytes);
    // hasCr: the line ended in CR LF. The first line must be a start line; who calls has seen to it.
    Step add(std::string_view line, bool hasCr);
    // The last line goes on: the log broke it.
    void extend(std::string_view text);
    // The log marked the message's end behind the last line.
    void noteTerminator() { m_isTerminated = true; }
    // The log is known to miss lines here, so the message is cut whatever its length says.
    void noteLoss() { m_hasLoss = true; }
    // The body has as many bytes as Content-Length says.
    [[nodiscard]] bool isLengthReached() const { return m_byContentLength.has_value(); }
    [[nodiscard]] bool isEmpty() const { return m_lines.count() == 0; }
    // No further line comes. After Complete or End too: makes the results below ready.
    void finish();

    [[nodiscard]] std::string_view bytes() const { return m_bytes; } // until the next begin()
    [[nodiscard]] bool isCut() const { return m_isCut; }             // holds less than was sent
    [[nodiscard]] bool isLengthOff() const { return m_isLengthOff; } // announced size and content disagree
    [[nodiscard]] std::size_t surplusLines() const {
        return m_lines.count() - m_usedLines;
    } // taken, then found to be no part

private:
    [[nodiscard]] bool isPastCount() const;
    [[nodiscard]] bool isShort() const;
    [[nodiscard]] MessageStop guess() const;

    std::optional<std::uint64_t> m_announced;
    MessageLines m_lines;
    bool m_isTerminated = false;
    bool m_isFollowed = false; // by another message at once: what was announced is a read from a stream
    bool m_hasLoss = false;
    std::optional<MessageStop> m_byCount;
    std::optional<MessageStop> m_byContentLength;
    std::optional<MessageStop> m_byShape;

    std::string m_bytes;
    std::size_t m_usedLines = 0;
    bool m_isCut = false;
    bool m_isLengthOff = false;
};

} // namespace echelle::logs
