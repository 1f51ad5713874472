#include "core/logs/utf16_reader.h"

#include <algorithm>
#include <cstring>

namespace echelle::logs {
namespace {

constexpr std::size_t kChunk = 64U << 10;
constexpr std::uint32_t kReplacement = 0xfffd;

} // namespace

Result<std::size_t> Utf16Reader::read(std::uint8_t* into, std::size_t size) {
    if (m_encoding == Encoding::AsIs && m_given == m_out.size())
        return m_reader->read(into, size);
    while (m_given == m_out.size()) {
        const Result<bool> more = fill();
        if (!more)
            return Unexpected(more.error());
        if (!*more)
            return std::size_t{0};
    }
    const std::size_t count = std::min(size, m_out.size() - m_given);
    std::memcpy(into, m_out.data() + m_given, count);
    m_given += count;
    return count;
}

// Puts more bytes into m_out; false at the end of the text.
Result<bool> Utf16Reader::fill() {
    m_out.clear();
    m_given = 0;
    const std::size_t kept = m_in.size();
    m_in.resize(kept + kChunk);
    const Result<std::size_t> got = m_reader->read(m_in.data() + kept, kChunk);
    if (!got)
        return Unexpected(got.error());
    m_in.resize(kept + *got);
    if (m_encoding == Encoding::Unknown) {
        if (m_in.size() < 3 && *got > 0)
            return true; // the mark may need another byte
        detect();
    }
    if (m_encoding == Encoding::AsIs)
        m_out.swap(m_in);
    else
        convert();
    if (*got == 0)
        m_in.clear(); // half a character at the very end
    return *got > 0 || !m_out.empty();
}

void Utf16Reader::detect() {
    const auto startsWith = [this](std::initializer_list<std::uint8_t> mark) {
        return m_in.size() >= mark.size() && std::equal(mark.begin(), mark.end(), m_in.begin());
    };
    std::ptrdiff_t mark = 0;
    m_encoding = Encoding::AsIs;
    if (startsWith({0xff, 0xfe})) {
        m_encoding = Encoding::LittleEndian;
        mark = 2;
    } else if (startsWith({0xfe, 0xff})) {
        m_encoding = Encoding::BigEndian;
        mark = 2;
    } else if (startsWith({0xef, 0xbb, 0xbf})) {
        mark = 3;
    }
    m_in.erase(m_in.begin(), m_in.begin() + mark);
}

void Utf16Reader::convert() {
    std::size_t i = 0;
    for (; i + 1 < m_in.size(); i += 2) {
        const unsigned first = m_in[i];
        const unsigned second = m_in[i + 1];
        const std::uint32_t unit = m_encoding == Encoding::LittleEndian ? first | second << 8 : first << 8 | second;
        const bool isLow = unit >= 0xdc00 && unit < 0xe000;
        if (m_high != 0 && isLow) {
            append(0x10000 + ((m_high - 0xd800) << 10) + (unit - 0xdc00));
            m_high = 0;
            continue;
        }
        if (m_high != 0)
            append(kReplacement);
        m_high = unit >= 0xd800 && unit < 0xdc00 ? unit : 0;
        if (m_high == 0)
            append(isLow ? kReplacement : unit);
    }
    m_in.erase(m_in.begin(), m_in.begin() + static_cast<std::ptrdiff_t>(i));
}

void Utf16Reader::append(std::uint32_t c) {
    const auto put = [this](std::uint32_t byte) { m_out.push_back(static_cast<std::uint8_t>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xc0 | c >> 6);
        put(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        put(0xe0 | c >> 12);
        put(0x80 | (c >> 6 & 0x3f));
        put(0x80 | (c & 0x3f));
    } else {
        put(0xf0 | c >> 18);
        put(0x80 | (c >> 12 & 0x3f));
        put(0x80 | (c >> 6 & 0x3f));
        put(0x80 | (c & 0x3f));
    }
}

} // namespace echelle::logs
