#include "core/sip/byte_traits.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace echelle::sip {
namespace {

constexpr std::size_t kStep = 16;

// Collects the traits of sixteen bytes at a time; behind them one more must be readable.
class Collector {
public:
    void add(const char* data) {
#if defined(__SSE2__)
        const auto load = [](const char* from) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from)); };
        const auto equals = [](__m128i bytes, char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
        const __m128i bytes = load(data);
        const __m128i next = load(data + 1);
        const __m128i isCr = equals(bytes, '\r');
        const __m128i isLow = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1f)), bytes);
        const __m128i isAllowed = _mm_or_si128(_mm_or_si128(equals(bytes, '\t'), equals(bytes, '\n')), isCr);
        m_high = _mm_or_si128(m_high, bytes);
        m_control = _mm_or_si128(m_control, _mm_or_si128(_mm_andnot_si128(isAllowed, isLow), equals(bytes, 0x7f)));
        m_bareCr = _mm_or_si128(m_bareCr, _mm_andnot_si128(_mm_or_si128(equals(next, '\r'), equals(next, '\n')), isCr));
#else
        for (std::size_t i = 0; i < kStep; ++i) {
            const auto c = static_cast<unsigned char>(data[i]);
            m_high |= c >= 0x80;
            m_control |= (c < 0x20 && c != '\t' && c != '\r' && c != '\n') || c == 0x7f;
            m_bareCr |= c == '\r' && data[i + 1] != '\r' && data[i + 1] != '\n';
        }
#endif
    }
    [[nodiscard]] ByteTraits traits() const {
#if defined(__SSE2__)
        return {_mm_movemask_epi8(m_high) != 0, _mm_movemask_epi8(m_control) != 0, _mm_movemask_epi8(m_bareCr) != 0};
#else
        return {m_high, m_control, m_bareCr};
#endif
    }

private:
#if defined(__SSE2__)
    __m128i m_high = _mm_setzero_si128();
    __m128i m_control = _mm_setzero_si128();
    __m128i m_bareCr = _mm_setzero_si128();
#else
    bool m_high = false, m_control = false, m_bareCr = false;
#endif
};

} // namespace

ByteTraits byteTraitsOf(std::string_view text) {
    if (text.empty())
        return {};
    Collector collector;
    std::size_t i = 0;
    for (; i + kStep < text.size(); i += kStep)
        collector.add(text.data() + i);
    char rest[kStep + 1];
    std::memset(rest, '\n', sizeof rest); // which has no trait, and makes no CR before it a bare one
    std::memcpy(rest, text.data() + i, text.size() - i);
    collector.add(rest);
    return collector.traits();
}

} // namespace echelle::sip
