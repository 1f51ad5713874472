#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>

namespace echelle::capture {

struct Spooled {
    int descriptor = -1; // owned by the caller
    std::uint64_t size = 0;
};

// Copies a pipe to its end into a file without a name in $TMPDIR or /tmp, gone when its descriptor is closed.
// Errors: kFileReadError (of the pipe or the temporary file).
[[nodiscard]] Result<Spooled> spool(int pipe, const std::string& path);

} // namespace echelle::capture
