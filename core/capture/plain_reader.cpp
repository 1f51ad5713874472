#include "core/capture/plain_reader.h"

#include "core/capture/sha256.h"

#include <unistd.h>

#include <cerrno>

namespace echelle::capture {

Result<std::size_t> PlainReader::read(std::uint8_t* into, std::size_t size) {
    while (true) {
        const ssize_t got = ::pread(m_descriptor, into, size, static_cast<off_t>(m_offset));
        if (got >= 0) {
            if (m_hasher != nullptr)
                m_hasher->take(m_offset, into, static_cast<std::size_t>(got));
            m_offset += static_cast<std::uint64_t>(got);
            return static_cast<std::size_t>(got);
        }
        if (errno != EINTR)
            return Unexpected(Error{std::string(diag::kFileReadError), m_path, {{"errno", std::to_string(errno)}}});
    }
}

} // namespace echelle::capture
