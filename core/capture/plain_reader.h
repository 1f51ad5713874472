#pragma once

#include "core/capture/input.h"

#include <string>

namespace echelle::capture {

// Reads a descriptor from its start with pread, so that several readers can share it. The descriptor is borrowed, and
// so is the hasher that takes what is read, where there is one.
class PlainReader final : public ByteReader {
public:
    PlainReader(int descriptor, std::string path, FileHasher* hasher = nullptr)
        : m_descriptor(descriptor), m_path(std::move(path)), m_hasher(hasher) {}
    Result<std::size_t> read(std::uint8_t* into, std::size_t size) override;
    [[nodiscard]] std::uint64_t bytesConsumed() const override { return m_offset; }

private:
    int m_descriptor;
    std::string m_path; // for errors
    FileHasher* m_hasher;
    std::uint64_t m_offset = 0;
};

} // namespace echelle::capture
