#pragma once

#include "core/logs/line_source.h"
#include "core/logs/log_clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::logs {

// One syslog datagram of an Avaya telephone:
//   <167>Jan 11 09:01:09 192.0.2.1 SIPMESSAGE: -04:00 2022 920 1 .TEL | 0 [Part 01 of 02]
// The next one may begin in the middle of a line, where this one did not end with a line end.
struct PhoneDatagram {
    struct Line {
        std::size_t begin = 0; // in text
        std::size_t size = 0;
        bool hasCr = false;
    };
    bool isSipMessage = false;
    std::optional<LogTime> time;
    unsigned part = 0; // from 1; 0: the message is in one piece
    unsigned parts = 0;
    std::string text; // lines one after the other, without the head and the mark of the part
    std::vector<Line> lines;
    bool isLastLineOpen = false;
    std::uint64_t line = 0; // of the log
    std::uint64_t firstByte = 0;

    [[nodiscard]] std::string_view lineText(std::size_t i) const {
        return std::string_view(text).substr(lines[i].begin, lines[i].size);
    }
};

class PhoneDatagrams {
public:
    explicit PhoneDatagrams(capture::ByteReader& bytes) : m_lines(bytes) {}
    // False at the end. Only the lines of SIP messages are kept.
    Result<bool> next(PhoneDatagram& datagram);
    [[nodiscard]] std::uint64_t linesRead() const { return m_lines.linesRead(); }
    [[nodiscard]] std::uint64_t takeOtherLines();

private:
    LineSource m_lines;
    LogLine m_line;
    bool m_isPending = false;
    std::uint64_t m_otherLines = 0;
};

// Where "<167>Jan 11 09:01:09 host WORD: -04:00 2022 920 " begins in the text; npos: nowhere.
[[nodiscard]] std::size_t findPhoneDatagram(std::string_view text);

} // namespace echelle::logs
