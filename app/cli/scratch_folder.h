#pragma once

#include "core/base/result.h"

#include <string>

namespace echelle::cli {

class StopOnSignal;

// A folder of this process alone (mode 0700: captures hold private data) in $TMPDIR, else /tmp; removed with all it
// holds, also when a signal cuts the process off.
class ScratchFolder {
public:
    // Errors: those of outputs. stop outlives the folder.
    static Result<ScratchFolder> create(StopOnSignal& stop);
    ScratchFolder(ScratchFolder&& other) noexcept;
    ScratchFolder& operator=(ScratchFolder&&) = delete;
    ~ScratchFolder();

    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    ScratchFolder(std::string path, StopOnSignal& stop) : m_path(std::move(path)), m_stop(&stop) {}
    std::string m_path;
    StopOnSignal* m_stop;
};

} // namespace echelle::cli
