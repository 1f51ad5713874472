#pragma once

#include "core/capture/input.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace echelle::logs {

// Gives UTF-8 where the text begins with a byte order mark of UTF-16 (Windows tools write logs so), and takes the mark
// away, also that of UTF-8; every other text goes through as it is. A damaged pair becomes U+FFFD.
class Utf16Reader final : public capture::ByteReader {
public:
    explicit Utf16Reader(std::unique_ptr<capture::ByteReader> reader) : m_reader(std::move(reader)) {}
    Result<std::size_t> read(std::uint8_t* into, std::size_t size) override;
    [[nodiscard]] std::uint64_t bytesConsumed() const override { return m_reader->bytesConsumed(); }

private:
    enum class Encoding : std::uint8_t { Unknown, AsIs, LittleEndian, BigEndian };
    Result<bool> fill();
    void detect();
    void convert();
    void append(std::uint32_t codePoint);

    std::unique_ptr<capture::ByteReader> m_reader;
    std::vector<std::uint8_t> m_in;  // read, not converted yet
    std::vector<std::uint8_t> m_out; // to be given out from m_given on
    std::size_t m_given = 0;
    std::uint32_t m_high = 0; // first half of a surrogate pair
    Encoding m_encoding = Encoding::Unknown;
};

} // namespace echelle::logs
