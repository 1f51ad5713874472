#include "core/logs/line_source.h"

#include <algorithm>
#include <cstring>

namespace echelle::logs {
namespace {

constexpr std::size_t kReadBytes = 256U << 10;

} // namespace

LineSource::LineSource(capture::ByteReader& reader) : m_reader(reader) {
    m_buffer.resize(kReadBytes * 2);
}

// More bytes behind those that are there; false at the end of the input.
Result<bool> LineSource::fill() {
    if (m_isAtEnd)
        return false;
    if (m_begin > 0) {
        std::memmove(m_buffer.data(), m_buffer.data() + m_begin, m_end - m_begin);
        m_end -= m_begin;
        m_begin = 0;
    }
    if (m_buffer.size() - m_end < kReadBytes)
        m_buffer.resize(std::min(m_buffer.size() * 2, kMaxLineBytes + 2 * kReadBytes));
    const Result<std::size_t> got =
        m_reader.read(reinterpret_cast<std::uint8_t*>(m_buffer.data()) + m_end, m_buffer.size() - m_end);
    if (!got)
        return Unexpected(got.error());
    m_end += *got;
    m_isAtEnd = *got == 0;
    return !m_isAtEnd;
}

Result<bool> LineSource::next(LogLine& line) {
    std::size_t looked = 0; // behind m_begin, without a line end
    const char* lf = nullptr;
    while (true) {
        const char* from = m_buffer.data() + m_begin + looked;
        lf = static_cast<const char*>(std::memchr(from, '\n', m_end - m_begin - looked));
        looked = m_end - m_begin;
        if (lf != nullptr || looked >= kMaxLineBytes)
            break;
        const Result<bool> more = fill();
        if (!more)
            return Unexpected(more.error());
        if (!*more)
            break;
    }
    if (looked == 0)
        return false;
    const char* begin = m_buffer.data() + m_begin;
    const std::size_t length = lf != nullptr ? static_cast<std::size_t>(lf - begin) : std::min(looked, kMaxLineBytes);
    line.hasEnd = lf != nullptr;
    line.hasCr = line.hasEnd && length > 0 && begin[length - 1] == '\r';
    line.text = {begin, length - (line.hasCr ? 1 : 0)};
    line.firstByte = m_offset;
    if (!m_isInLine)
        ++m_lines;
    line.number = m_lines;
    m_isInLine = !line.hasEnd;
    const std::size_t taken = length + (line.hasEnd ? 1 : 0);
    m_begin += taken;
    m_offset += taken;
    return true;
}

} // namespace echelle::logs
