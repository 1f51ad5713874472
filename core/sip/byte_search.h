#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__) // every x86-64 has it
#include <emmintrin.h>
#endif

namespace echelle::sip {

// Searches that look at sixteen bytes at a time where the processor can: for what is rare or stands far off. What is
// near is found faster by findFirst() (char_set.h).

#if defined(__SSE2__)
// Bit i: the byte at data + i is one of kMarks; of sixteen bytes.
template <char... kMarks>
[[nodiscard]] inline std::uint32_t marksOf16(const char* data) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(data));
    const auto isMark = [bytes](char mark) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(mark)); };
    __m128i found = _mm_setzero_si128();
    ((found = _mm_or_si128(found, isMark(kMarks))), ...);
    return static_cast<std::uint32_t>(_mm_movemask_epi8(found));
}
#endif

// Offset of the first byte from an offset on that is one of kMarks, or npos.
template <char... kMarks>
[[nodiscard]] inline std::size_t findMark(std::string_view text, std::size_t from = 0) {
    std::size_t i = from;
#if defined(__SSE2__)
    constexpr std::size_t kStep = 16;
    for (; i + kStep <= text.size(); i += kStep) {
        if (const std::uint32_t found = marksOf16<kMarks...>(text.data() + i); found != 0)
            return i + static_cast<std::size_t>(std::countr_zero(found));
    }
    if (i < text.size() && text.size() >= kStep) { // the last sixteen, without those that were looked at
        const std::size_t last = text.size() - kStep;
        const std::uint32_t found = marksOf16<kMarks...>(text.data() + last) >> (i - last);
        return found == 0 ? std::string_view::npos : i + static_cast<std::size_t>(std::countr_zero(found));
    }
#endif
    for (; i < text.size(); ++i) {
        if (((text[i] == kMarks) || ...))
            return i;
    }
    return std::string_view::npos;
}

// Goes from line feed to line feed: one look at sixty-four bytes serves all the lines that end in them.
class LineFeeds {
public:
    LineFeeds(std::string_view text, std::size_t from) : m_text(text), m_next(from) {}

    // Offset of the next LF, or npos.
    [[nodiscard]] std::size_t next() {
        while (m_found == 0) {
            if (m_next >= m_text.size())
                return std::string_view::npos;
            m_block = m_next;
            m_found = lineFeedsAt(m_block);
            m_next += kBlock;
        }
        const std::size_t at = m_block + static_cast<std::size_t>(std::countr_zero(m_found));
        m_found &= m_found - 1;
        return at;
    }

private:
    static constexpr std::size_t kBlock = 64;

    [[nodiscard]] std::uint64_t lineFeedsAt(std::size_t begin) const {
        const std::size_t size = m_text.size() - begin;
        if (size >= kBlock)
            return lineFeedsOf(m_text.data() + begin);
        char padded[kBlock] = {};
        std::memcpy(padded, m_text.data() + begin, size);
        return lineFeedsOf(padded);
    }
    static std::uint64_t lineFeedsOf(const char* data) {
        std::uint64_t found = 0;
#if defined(__SSE2__)
        for (unsigned i = 0; i < kBlock; i += 16)
            found |= std::uint64_t{marksOf16<'\n'>(data + i)} << i;
#else
        for (unsigned i = 0; i < kBlock; ++i)
            found |= std::uint64_t{data[i] == '\n'} << i;
#endif
        return found;
    }

    std::string_view m_text; // borrowed
    std::size_t m_next;      // what lies before it has been looked at
    std::size_t m_block = 0;
    std::uint64_t m_found = 0; // LFs from m_block on that were not given out yet
};

} // namespace echelle::sip
