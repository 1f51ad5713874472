#pragma once

#include "core/capture/input.h"

#include <string>

namespace echelle::capture {

// Reads a descriptor from its start with pread, so that several readers can share it. The descriptor is borrowed.
class PlainReader final : public ByteReader {
public:
    PlainReader(int descriptor, std::string path) : m_descriptor(descriptor), m_path(std::move(path)) {}
    Result<std::size_t> read(std::uint8_t* into, std::size_t size) override;
    [[nodiscard]] std::uint64_t bytesConsumed() const override { return m_offset; }

private:
    int m_descriptor;
    std::string m_path; // for errors
    std::uint64_t m_offset = 0;
};

} // namespace echelle::capture
