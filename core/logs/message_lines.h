#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::logs {

// Where a message may end among its lines, and which line ends it had on the wire.
enum class LineEnds : std::uint8_t { AsWritten, Crlf, LfInBody };
struct MessageStop {
    std::size_t lines = 0;
    LineEnds ends = LineEnds::Crlf;
    bool hasLastEnd = true; // a body need not end in a line end
};

// The lines of one message while a log gives them out one by one, and what is needed to find its end: sizes by each
// way that its line ends may have been written on the wire (a log has usually turned CRLF into LF), Content-Length.
class MessageLines {
public:
    void clear();
    // hasCr: the line ended in CR LF.
    void append(std::string_view line, bool hasCr);
    // The last line goes on; nothing where there is none.
    void extendLast(std::string_view text);

    [[nodiscard]] std::size_t count() const { return m_lines.size(); }
    [[nodiscard]] std::size_t textBytes() const { return m_text.size(); }
    [[nodiscard]] std::size_t headerLines() const { return m_headerLines; } // with the empty line; 0 while in them
    [[nodiscard]] bool hasHeaderEnd() const { return m_headerLines != 0; }
    [[nodiscard]] bool headersHaveCr() const { return m_headersHaveCr; }
    [[nodiscard]] bool isSdp() const { return m_isSdp; }
    [[nodiscard]] bool hasContentType() const { return m_hasContentType; }
    [[nodiscard]] bool hasKnownHeader() const { return m_hasKnownHeader; } // a name that SIP has
    [[nodiscard]] std::optional<std::uint64_t> contentLength() const { return m_contentLength; }
    [[nodiscard]] bool isEmpty(std::size_t line) const { return m_lines[line].size == 0; }
    [[nodiscard]] bool hasCr(std::size_t line) const { return m_lines[line].hasCr; }

    // Whether the last line ends the message (isOfBody: its body) at target bytes.
    [[nodiscard]] std::optional<MessageStop> landing(std::uint64_t target, bool isOfBody) const;
    // The same for the body, at one of the last lines from earliest on.
    [[nodiscard]] std::optional<MessageStop> bodyLanding(std::uint64_t target, std::size_t earliest) const;
    // The message (or its body) has more bytes than target, however the line ends are counted.
    [[nodiscard]] bool isBeyond(std::uint64_t target, bool isOfBody) const;
    // Of the headers with the empty line, each line end counted as CR LF.
    [[nodiscard]] std::uint64_t headerBytes() const;
    [[nodiscard]] std::uint64_t bytes() const;

    [[nodiscard]] std::string build(const MessageStop& stop) const;

private:
    struct Line {
        std::size_t begin = 0;
        std::size_t size = 0;
        bool hasCr = false;
    };
    void noteHeader(std::string_view line);
    [[nodiscard]] std::size_t endBytes(LineEnds ends, std::size_t line) const;
    // The line ends as written tell something only where the log kept those of the headers.
    [[nodiscard]] bool isPossible(LineEnds ends) const { return ends != LineEnds::AsWritten || m_headersHaveCr; }
    [[nodiscard]] std::optional<MessageStop> landingAt(std::size_t lines, LineEnds ends, std::uint64_t size,
                                                       std::uint64_t target) const;

    std::string m_text; // the lines one after the other, without ends
    std::vector<Line> m_lines;
    std::uint64_t m_sizes[3] = {}; // so far, by LineEnds
    std::uint64_t m_headerSizes[3] = {};
    std::size_t m_headerLines = 0;
    bool m_headersHaveCr = false;
    bool m_isSdp = false;
    bool m_hasContentType = false;
    bool m_hasKnownHeader = false;
    std::optional<std::uint64_t> m_contentLength;
};

} // namespace echelle::logs
