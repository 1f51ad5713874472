#pragma once

#include "core/base/byte_view.h"

#include <cstdint>
#include <string>

namespace echelle::net {

// Reads the aligned packed encoding (ITU-T X.691) from the front, as much of it as is needed here. After a read beyond
// the end every further one gives zero, and isGood() is false.
class PerReader {
public:
    explicit PerReader(ByteView bytes) : m_bytes(bytes) {}

    [[nodiscard]] std::uint32_t bits(unsigned count); // up to 32
    [[nodiscard]] bool bit() { return bits(1) != 0; }
    void align() { m_at = (m_at + 7) / 8 * 8; }
    // An integer of a range of 65,536 values or fewer but more than 256: two aligned bytes (X.691 section 11.5.7.3).
    [[nodiscard]] std::uint16_t wide();
    // A length without bound, up to 16,383 (section 11.9); longer ones come in fragments, which end the reading.
    [[nodiscard]] std::size_t length();
    void skipBytes(std::size_t count); // aligned
    // Index of a CHOICE of `root` alternatives that can be extended (section 23): those behind them count on.
    [[nodiscard]] unsigned choice(unsigned root, unsigned rootBits);
    [[nodiscard]] bool isGood() const { return m_isGood; }

private:
    ByteView m_bytes;
    std::size_t m_at = 0; // in bits
    bool m_isGood = true;
};

} // namespace echelle::net
