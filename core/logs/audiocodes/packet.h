#pragma once

#include "core/base/diagnostic.h"
#include "core/logs/log_clock.h"
#include "core/logs/unescaped_lines.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::logs {

// One syslog packet of an AudioCodes device: "[S=1718543] [SID=b9027c:24:198171] text [Time:19-12@12:45:02.514]".
struct AudioCodesPacket {
    struct Line {
        std::size_t begin = 0; // in text
        std::size_t size = 0;
        bool hasCr = false;
    };
    std::optional<std::uint64_t> sequence; // S
    std::string session;                   // SID, else BID, else empty
    std::optional<LogTime> time;           // the device's own, else the collector's
    std::string text;                      // its lines one after the other
    std::vector<Line> lines;
    bool isLastLineOpen = false; // nothing says that its last line ends with it
    std::uint64_t line = 0;      // of the log
    std::uint64_t firstByte = 0;

    [[nodiscard]] std::string_view lineText(std::size_t i) const {
        return std::string_view(text).substr(lines[i].begin, lines[i].size);
    }
};

// Takes the packets out of a text, whatever the collector put around them.
class AudioCodesPackets {
public:
    AudioCodesPackets(capture::ByteReader& bytes, Escapes escapes) : m_lines(bytes, escapes) {}
    // False at the end. Lines that belong to no packet are counted.
    Result<bool> next(AudioCodesPacket& packet);
    [[nodiscard]] std::uint64_t linesRead() const { return m_lines.linesRead(); }
    [[nodiscard]] std::uint64_t takeStrayLines();

private:
    static void addLine(AudioCodesPacket& packet, const LogLine& line, std::string_view text);

    UnescapedLines m_lines;
    LogLine m_line;
    bool m_isPending = false;
    std::uint64_t m_strayLines = 0;
};

// Where a packet begins in a line: before "[S=", or before the time of the Syslog Viewer of older devices; nullopt: it
// does not begin here.
[[nodiscard]] std::optional<std::size_t> findAudioCodesPacket(std::string_view line);

} // namespace echelle::logs
