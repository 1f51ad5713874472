#include "app/cli/standard_output.h"

#include <unistd.h>

#include <cerrno>

namespace echelle::cli {

namespace {
constexpr std::size_t kBufferBytes = std::size_t{1} << 16;
}

void StandardOutput::write(std::string_view bytes) {
    if (m_failure != 0)
        return;
    m_buffer += bytes;
    if (m_buffer.size() >= kBufferBytes)
        flush();
}

void StandardOutput::flush() {
    std::string_view rest = m_buffer;
    while (!rest.empty() && m_failure == 0) {
        const ssize_t n = ::write(STDOUT_FILENO, rest.data(), rest.size());
        if (n >= 0)
            rest.remove_prefix(static_cast<std::size_t>(n));
        else if (errno != EINTR)
            m_failure = errno;
    }
    m_buffer.clear();
}

bool StandardOutput::isClosed() const {
    return m_failure == EPIPE;
}

bool StandardOutput::isTerminal() {
    return ::isatty(STDOUT_FILENO) == 1;
}

} // namespace echelle::cli
