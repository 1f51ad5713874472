#pragma once

#include "core/base/result.h"
#include "core/capture/input.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace echelle::logs {

inline constexpr std::size_t kMaxLineBytes = 1U << 20;

struct LogLine {
    std::string_view text;       // without its line end; valid until the next call of next()
    std::uint64_t number = 0;    // from 1
    std::uint64_t firstByte = 0; // in the decompressed input
    bool hasCr = false;          // it ended in CR LF
    bool hasEnd = true;          // false: the last line of the input, or a piece of a line above kMaxLineBytes
};

// Cuts the bytes of a reader into lines, with one buffer of bounded size. A line above the bound comes in pieces that
// share its number.
class LineSource {
public:
    explicit LineSource(capture::ByteReader& reader); // borrowed
    Result<bool> next(LogLine& line);
    [[nodiscard]] std::uint64_t linesRead() const { return m_lines; }

private:
    Result<bool> fill();

    capture::ByteReader& m_reader;
    std::string m_buffer;
    std::size_t m_begin = 0;    // of what is not given out yet
    std::size_t m_end = 0;      // of what was read
    std::uint64_t m_offset = 0; // of m_begin in the input
    std::uint64_t m_lines = 0;
    bool m_isInLine = false; // the last piece had no end
    bool m_isAtEnd = false;
};

} // namespace echelle::logs
