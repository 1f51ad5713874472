#include "core/ingest/part_file.h"

#include "core/base/atomic_file.h"
#include "core/base/diagnostic.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <utility>

namespace echelle::ingest {

namespace {

bool syncPath(const std::string& path, int flags) {
    const int file = ::open(path.c_str(), flags | O_CLOEXEC);
    if (file < 0)
        return false;
    const bool isSynced = ::fsync(file) == 0;
    (void)::close(file);
    return isSynced;
}

} // namespace

Result<PartFile> PartFile::create(const std::string& finalPath) {
    for (int attempt = 0; attempt < 100; ++attempt) {
        std::string path = finalPath + (attempt == 0 ? ".part" : "." + std::to_string(attempt) + ".part");
        const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
        if (file >= 0) {
            (void)::close(file);
            return PartFile(std::move(path));
        }
        if (errno != EEXIST)
            return Unexpected(outputError(errno, finalPath));
    }
    errno = EEXIST;
    return Unexpected(outputError(errno, finalPath));
}

PartFile::PartFile(PartFile&& other) noexcept : m_path(std::exchange(other.m_path, {})) {}

PartFile::~PartFile() {
    if (!m_path.empty())
        (void)std::remove(m_path.c_str());
}

Result<void> PartFile::sync() {
    if (!syncPath(m_path, O_RDONLY))
        return Unexpected(outputError(errno, m_path));
    return {};
}

Result<void> PartFile::moveTo(const std::string& finalPath, bool isSynced, bool mayReplace) {
    int code = mayReplace ? -1 : ::renameat2(AT_FDCWD, m_path.c_str(), AT_FDCWD, finalPath.c_str(), RENAME_NOREPLACE);
    if (code != 0 && !mayReplace && errno == EEXIST)
        return Unexpected(Error{std::string(diag::kOutputExists), finalPath, {}});
    if (code != 0 && (mayReplace || errno == EINVAL)) // some file systems cannot rename so
        code = std::rename(m_path.c_str(), finalPath.c_str());
    if (code != 0)
        return Unexpected(outputError(errno, finalPath));
    m_path.clear();
    if (isSynced) {
        const std::size_t slash = finalPath.rfind('/');
        (void)syncPath(slash == std::string::npos ? "." : finalPath.substr(0, slash + 1), O_RDONLY | O_DIRECTORY);
    }
    return {};
}

} // namespace echelle::ingest
