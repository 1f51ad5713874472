#pragma once

#include "core/base/byte_view.h"

namespace echelle::capture {

// Reads fixed-width fields in the byte order of the machine that wrote the file. The caller has checked the length.
class ByteOrder {
public:
    explicit constexpr ByteOrder(bool isBigEndian = false) : m_isBigEndian(isBigEndian) {}

    [[nodiscard]] std::uint16_t u16(const std::uint8_t* p) const { return m_isBigEndian ? readBe16(p) : readLe16(p); }
    [[nodiscard]] std::uint32_t u32(const std::uint8_t* p) const { return m_isBigEndian ? readBe32(p) : readLe32(p); }
    [[nodiscard]] std::uint64_t u64(const std::uint8_t* p) const {
        const std::uint64_t first = u32(p);
        const std::uint64_t second = u32(p + 4);
        return m_isBigEndian ? first << 32 | second : second << 32 | first;
    }

private:
    bool m_isBigEndian;
};

} // namespace echelle::capture
