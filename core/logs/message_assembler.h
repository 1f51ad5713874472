#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
    // The log marked the message's end behind the last line.
    void noteTerminator() { m_isTerminated = true; }
    // The log is known to miss lines here, so the message is cut whatever its length says.
    void noteLoss() { m_hasLoss = true; }
    // The body has as many bytes as Content-Length says.
    [[nodiscard]] bool isLengthReached() const { return m_byContentLength.has_value(); }
    [[nodiscard]] bool isEmpty() const { return m_lines.empty(); }
    // No further line comes. After Complete or End too: makes the results below ready.
    void finish();

    [[nodiscard]] std::string_view bytes() const { return m_bytes; } // until the next begin()
    [[nodiscard]] bool isCut() const { return m_isCut; }             // holds less than was sent
    [[nodiscard]] bool isLengthOff() const { return m_isLengthOff; } // announced size and content disagree
    [[nodiscard]] std::size_t surplusLines() const {
        return m_lines.size() - m_usedLines;
    } // taken, then found to be no part

private:
    enum class Ends : std::uint8_t { Crlf, AsWritten, LfInBody };
    struct Line {
        std::size_t begin = 0;
        std::size_t size = 0;
        bool hasCr = false;
    };
    struct Stop { // where a message may end
        std::size_t lines = 0;
        Ends ends = Ends::Crlf;
        bool hasLastEnd = true;
    };

    void append(std::string_view line, bool hasCr);
    void noteHeader(std::string_view line);
    [[nodiscard]] std::size_t endBytes(Ends ends, const Line& line) const;
    [[nodiscard]] bool isPossible(Ends ends) const;
    [[nodiscard]] std::optional<Stop> landing(std::uint64_t target, bool isOfBody) const;
    [[nodiscard]] bool isBeyond(std::uint64_t target, bool isOfBody) const;
    [[nodiscard]] bool isPastCount() const;
    [[nodiscard]] bool isShort() const;
    [[nodiscard]] Stop guess() const;
    void build(const Stop& stop);

    std::optional<std::uint64_t> m_announced;
    std::string m_text; // the lines one after the other, without ends
    std::vector<Line> m_lines;
    std::uint64_t m_sizes[3] = {}; // so far, by Ends
    std::uint64_t m_headerSizes[3] = {};
    std::size_t m_headerLines = 0; // up to and with the empty line; 0 while in the headers
    bool m_headersHaveCr = false;
    bool m_isSdp = false;
    bool m_hasContentType = false;
    bool m_isTerminated = false;
    bool m_hasLoss = false;
    std::optional<std::uint64_t> m_contentLength;
    std::optional<Stop> m_byCount;
    std::optional<Stop> m_byContentLength;
    std::optional<Stop> m_byShape;

    std::string m_bytes;
    std::size_t m_usedLines = 0;
    bool m_isCut = false;
    bool m_isLengthOff = false;
};

} // namespace echelle::logs
