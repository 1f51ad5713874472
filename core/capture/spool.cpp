#include "core/capture/spool.h"

#include "core/base/diagnostic.h"
#include "core/capture/content_kind.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <vector>

namespace echelle::capture {
namespace {

Unexpected readError(const std::string& path) {
    return Unexpected(Error{std::string(diag::kFileReadError), path, {{"errno", std::to_string(errno)}}});
}

} // namespace

int openNameless() {
    const char* configured = std::getenv("TMPDIR");
    const std::string folder = configured != nullptr && *configured != '\0' ? configured : "/tmp";
    const int descriptor = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor >= 0)
        return descriptor;
    std::string pattern = folder + "/echelle-XXXXXX"; // file systems without O_TMPFILE
    const int named = ::mkostemp(pattern.data(), O_CLOEXEC);
    if (named >= 0)
        ::unlink(pattern.c_str());
    return named;
}

bool writeAll(int descriptor, const char* data, std::size_t size) {
    while (size > 0) {
        const ssize_t written = ::write(descriptor, data, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        data += written;
        size -= static_cast<std::size_t>(written);
    }
    return true;
}

Result<Spooled> spool(int pipe, const std::string& path, bool (*isWanted)(ByteView head)) {
    Spooled out;
    out.descriptor = openNameless();
    if (out.descriptor < 0)
        return readError(path);
    std::vector<char> block(std::size_t{256} << 10);
    std::vector<std::uint8_t> head;
    while (true) {
        const ssize_t got = ::read(pipe, block.data(), block.size());
        if (got == 0)
            return out;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 || !writeAll(out.descriptor, block.data(), static_cast<std::size_t>(got))) {
            const Unexpected error = readError(path);
            ::close(out.descriptor);
            return error;
        }
        out.size += static_cast<std::uint64_t>(got);
        if (head.size() >= kSniffBytes)
            continue;
        head.insert(head.end(), block.data(), block.data() + std::min(static_cast<std::size_t>(got), kSniffBytes));
        if (head.size() >= kSniffBytes && !isWanted(head))
            return out;
    }
}

} // namespace echelle::capture
