#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace echelle {

// An output that appears whole or not at all: written to NAME.part in the same folder, synced and renamed over NAME by
// commit(). Without commit() the part is removed with the object, and what stood at NAME before is untouched. A
// symbolic link is followed; a device or a pipe is written to as it is, since it cannot be replaced. Errors of all
// functions: kOutputFull, kOutputForbidden, kOutputFailed (with {reason}), about the path given.
class AtomicFile {
public:
    static Result<AtomicFile> create(const std::string& path);
    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&&) = delete;
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;
    ~AtomicFile();

    Result<void> write(std::string_view bytes);
    // The file keeps the permissions of the one it replaces. Nothing more may be written afterwards.
    Result<void> commit();

    // Where the bytes are until commit(), for reading them back or for a writer that wants a path.
    [[nodiscard]] const std::string& partPath() const { return m_part; }

private:
    AtomicFile() = default;
    void discard();
    [[nodiscard]] Unexpected failure(int code) const;

    std::string m_given;  // as errors name it
    std::string m_target; // links resolved
    std::string m_part;   // equal to m_target for a device or a pipe
    int m_descriptor = -1;
};

// create, write and commit of a text that is there already.
Result<void> writeAtomically(const std::string& path, std::string_view bytes);

// The error of an output, from errno: full, forbidden, or failed with the system's reason.
[[nodiscard]] Error outputError(int code, const std::string& path);

} // namespace echelle
