#include "core/base/atomic_file.h"

#include "core/base/diagnostic.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <memory>
#include <system_error>

namespace echelle {

namespace {

constexpr std::size_t kMostAtOnce = std::size_t{1} << 24;

struct Freed {
    void operator()(char* text) const { std::free(text); }
};

// The file that a path leads to, links followed; the path itself where nothing is there yet.
std::string resolved(const std::string& path) {
    const std::unique_ptr<char, Freed> real(::realpath(path.c_str(), nullptr));
    return real ? std::string(real.get()) : path;
}

std::string folderOf(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos)
        return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

int openRetrying(const char* path, int flags, mode_t mode) {
    int descriptor = -1;
    do
        descriptor = ::open(path, flags | O_CLOEXEC, mode);
    while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

// Makes the rename itself durable. Some file systems cannot sync a folder: the file is whole all the same.
void syncFolder(const std::string& folder) {
    const int descriptor = openRetrying(folder.c_str(), O_RDONLY | O_DIRECTORY, 0);
    if (descriptor < 0)
        return;
    ::fsync(descriptor);
    ::close(descriptor);
}

} // namespace

Error outputError(int code, const std::string& path) {
    switch (code) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return {std::string(diag::kOutputFull), path, {}};
    case EACCES:
    case EPERM:
    case EROFS:
        return {std::string(diag::kOutputForbidden), path, {}};
    default:
        return {std::string(diag::kOutputFailed), path, {{"reason", std::generic_category().message(code)}}};
    }
}

Unexpected AtomicFile::failure(int code) const {
    return Unexpected(outputError(code, m_given));
}

Result<AtomicFile> AtomicFile::create(const std::string& path) {
    AtomicFile file;
    file.m_given = path;
    file.m_target = resolved(path);
    struct stat facts {};
    const bool exists = ::stat(file.m_target.c_str(), &facts) == 0;
    if (exists && S_ISDIR(facts.st_mode))
        return file.failure(EISDIR);
    if (exists && !S_ISREG(facts.st_mode)) {
        file.m_part = file.m_target;
        file.m_descriptor = openRetrying(file.m_target.c_str(), O_WRONLY, 0);
        return file.m_descriptor < 0 ? Result<AtomicFile>(file.failure(errno)) : Result<AtomicFile>(std::move(file));
    }
    // A part left by a killed run goes first: O_EXCL then tells that nobody (and no link) stands in its place.
    const std::string part = file.m_target + ".part";
    ::unlink(part.c_str());
    file.m_descriptor = openRetrying(part.c_str(), O_RDWR | O_CREAT | O_EXCL, 0666);
    if (file.m_descriptor < 0)
        return file.failure(errno);
    file.m_part = part;
    if (exists)
        ::fchmod(file.m_descriptor, facts.st_mode & 07777);
    return file;
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : m_given(std::move(other.m_given))
    , m_target(std::move(other.m_target))
    , m_part(std::move(other.m_part))
    , m_descriptor(std::exchange(other.m_descriptor, -1)) {}

AtomicFile::~AtomicFile() {
    discard();
}

void AtomicFile::discard() {
    if (m_descriptor < 0)
        return;
    ::close(m_descriptor);
    m_descriptor = -1;
    if (m_part != m_target)
        ::unlink(m_part.c_str());
}

Result<void> AtomicFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = ::write(m_descriptor, bytes.data(), std::min(bytes.size(), kMostAtOnce));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return failure(errno);
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return {};
}

Result<void> AtomicFile::commit() {
    const bool isReplacing = m_part != m_target;
    if (isReplacing && ::fsync(m_descriptor) != 0)
        return failure(errno);
    // Some file systems tell of a full disk only here.
    if (::close(std::exchange(m_descriptor, -1)) != 0 && errno != EINTR) {
        const int code = errno;
        if (isReplacing)
            ::unlink(m_part.c_str());
        return failure(code);
    }
    if (!isReplacing)
        return {};
    if (::rename(m_part.c_str(), m_target.c_str()) != 0) {
        const int code = errno;
        ::unlink(m_part.c_str());
        return failure(code);
    }
    syncFolder(folderOf(m_target));
    return {};
}

Result<void> writeAtomically(const std::string& path, std::string_view bytes) {
    Result<AtomicFile> file = AtomicFile::create(path);
    if (!file)
        return Unexpected(file.error());
    if (Result<void> written = file->write(bytes); !written)
        return written;
    return file->commit();
}

} // namespace echelle
