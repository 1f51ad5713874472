#pragma once

#include "core/capture/input.h"

#include <algorithm>
#include <cstring>
#include <string>

namespace echelle::exports {

// Text that is in memory, read as a file is.
class MemoryReader final : public capture::ByteReader {
public:
    explicit MemoryReader(std::string_view text) : m_text(text) {}

    Result<std::size_t> read(std::uint8_t* into, std::size_t size) override {
        const std::size_t taken = std::min(size, m_text.size() - m_at);
        std::memcpy(into, m_text.data() + m_at, taken);
        m_at += taken;
        return taken;
    }
    [[nodiscard]] std::uint64_t bytesConsumed() const override { return m_at; }

private:
    std::string m_text;
    std::size_t m_at = 0;
};

} // namespace echelle::exports
