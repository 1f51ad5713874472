#pragma once

#include "core/base/byte_view.h"

namespace echelle::tls {

// Takes fields off the front of a structure (RFC 8446 section 3); once a length does not fit, everything after is empty
// and isGood() is false.
class Fields {
public:
    explicit Fields(ByteView bytes) : m_rest(bytes) {}
    ByteView take(std::size_t size) {
        if (size > m_rest.size()) {
            m_isGood = false;
            m_rest = {};
            return {};
        }
        const ByteView taken = m_rest.first(size);
        m_rest = m_rest.subspan(size);
        return taken;
    }
    // Big-endian, of up to four bytes.
    std::uint32_t number(std::size_t width) {
        std::uint32_t value = 0;
        for (const std::uint8_t byte : take(width))
            value = value << 8 | byte;
        return value;
    }
    // A vector with its length before it.
    ByteView vector(std::size_t lengthWidth) { return take(number(lengthWidth)); }
    [[nodiscard]] bool isGood() const { return m_isGood; }
    [[nodiscard]] bool isEmpty() const { return m_rest.empty(); }
    [[nodiscard]] ByteView rest() const { return m_rest; }

private:
    ByteView m_rest;
    bool m_isGood = true;
};

} // namespace echelle::tls
