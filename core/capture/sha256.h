#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace echelle::capture {

// SHA-256 of an open file's bytes. Takes what others read of it anyway, and reads the rest by position.
class FileHasher {
public:
    // descriptor is borrowed.
    explicit FileHasher(int descriptor);
    ~FileHasher();
    FileHasher(const FileHasher&) = delete;
    FileHasher& operator=(const FileHasher&) = delete;

    // Bytes of the file from that offset on: hashed as far as they come next.
    void take(std::uint64_t offset, const std::uint8_t* bytes, std::size_t size);
    // Reads and hashes the next part; false when the end is reached or reading failed.
    bool step();
    // Lower-case hex; empty before the end or where reading failed.
    [[nodiscard]] const std::string& hex() const { return m_hex; }

private:
    struct Digest;
    int m_descriptor;
    std::uint64_t m_position = 0;
    std::vector<unsigned char> m_buffer;
    std::unique_ptr<Digest> m_digest;
    std::string m_hex;
};

// SHA-256 of a file's bytes, lower-case hex; empty text where the stop came first. Errors: kFileMissing,
// kFileUnreadable.
Result<std::string> sha256OfFile(const std::string& path, const std::stop_token& stop = {});

} // namespace echelle::capture
