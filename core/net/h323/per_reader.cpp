#include "core/net/h323/per_reader.h"

namespace echelle::net {

std::uint32_t PerReader::bits(unsigned count) {
    if (!m_isGood || count > m_bytes.size() * 8 - m_at) {
        m_isGood = false;
        return 0;
    }
    std::uint32_t value = 0;
    for (; count > 0; --count, ++m_at)
        value = value << 1 | (m_bytes[m_at / 8] >> (7 - m_at % 8) & 1U);
    return value;
}

std::uint16_t PerReader::wide() {
    align();
    return static_cast<std::uint16_t>(bits(16));
}

std::size_t PerReader::length() {
    align();
    const std::uint32_t first = bits(8);
    if ((first & 0x80) == 0)
        return first;
    if ((first & 0x40) == 0)
        return (first & 0x3f) << 8 | bits(8);
    m_isGood = false;
    return 0;
}

void PerReader::skipBytes(std::size_t count) {
    align();
    if (!m_isGood || m_at > m_bytes.size() * 8 || count > m_bytes.size() - m_at / 8) {
        m_isGood = false;
        return;
    }
    m_at += count * 8;
}

unsigned PerReader::choice(unsigned root, unsigned rootBits) {
    if (!bit()) {
        const unsigned index = bits(rootBits);
        m_isGood = m_isGood && index < root;
        return index;
    }
    if (bit()) // an index of 64 or more: none is known
        m_isGood = false;
    const unsigned index = root + bits(6);
    (void)length(); // of the open type that holds the alternative
    return index;
}

} // namespace echelle::net
