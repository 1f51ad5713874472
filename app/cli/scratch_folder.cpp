#include "app/cli/scratch_folder.h"

#include "app/cli/stop_on_signal.h"
#include "core/base/atomic_file.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

namespace echelle::cli {

Result<ScratchFolder> ScratchFolder::create(StopOnSignal& stop) {
    const char* wanted = std::getenv("TMPDIR");
    std::string path = wanted != nullptr && *wanted != '\0' ? wanted : "/tmp";
    path += "/echelle-XXXXXX";
    if (::mkdtemp(path.data()) == nullptr)
        return Unexpected(outputError(errno, path));
    stop.watch(path);
    return ScratchFolder(std::move(path), stop);
}

ScratchFolder::ScratchFolder(ScratchFolder&& other) noexcept
    : m_path(std::exchange(other.m_path, {})), m_stop(other.m_stop) {}

ScratchFolder::~ScratchFolder() {
    if (m_path.empty())
        return;
    std::error_code ignored; // a destructor has nobody to tell
    std::filesystem::remove_all(m_path, ignored);
    m_stop->forget(m_path);
}

} // namespace echelle::cli
