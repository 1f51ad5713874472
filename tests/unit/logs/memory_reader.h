#pragma once

#include "core/capture/input.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>

namespace echelle::test {

// A text in memory, given out in pieces of a chosen size.
class MemoryReader final : public capture::ByteReader {
public:
    explicit MemoryReader(std::string text, std::size_t piece = 1U << 20) : m_text(std::move(text)), m_piece(piece) {}
    Result<std::size_t> read(std::uint8_t* into, std::size_t size) override {
        const std::size_t count = std::min({size, m_piece, m_text.size() - m_at});
        std::memcpy(into, m_text.data() + m_at, count);
        m_at += count;
        return count;
    }
    [[nodiscard]] std::uint64_t bytesConsumed() const override { return m_at; }

private:
    std::string m_text;
    std::size_t m_piece;
    std::size_t m_at = 0;
};

} // namespace echelle::test
