#pragma once

#include "core/base/result.h"

#include <string>

namespace echelle::ingest {

// A new file while it is being written, beside its final place; removed unless it was moved there.
class PartFile {
public:
    // PATH.part, or with a number where another import is writing that. Errors: kOutputForbidden, kOutputFailed.
    static Result<PartFile> create(const std::string& finalPath);
    PartFile(PartFile&& other) noexcept;
    PartFile& operator=(PartFile&&) = delete;
    ~PartFile();

    [[nodiscard]] const std::string& path() const { return m_path; }
    Result<void> sync();
    // Renames the file to the final path; isSynced: and syncs the folder. Unless mayReplace, what came to stand there
    // meanwhile stays: kOutputExists.
    Result<void> moveTo(const std::string& finalPath, bool isSynced, bool mayReplace);

private:
    explicit PartFile(std::string path) : m_path(std::move(path)) {}
    std::string m_path;
};

} // namespace echelle::ingest
