#pragma once

#include "core/base/byte_view.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>

namespace echelle::capture {

struct Spooled {
    int descriptor = -1; // owned by the caller
    std::uint64_t size = 0;
};

// A file without a name in $TMPDIR or /tmp, gone when its descriptor is closed; below 0 where there can be none.
[[nodiscard]] int openNameless();
[[nodiscard]] bool writeAll(int descriptor, const char* data, std::size_t size);

// Copies a pipe to its end into a file without a name in $TMPDIR or /tmp, gone when its descriptor is closed.
// isWanted is asked once its first kSniffBytes are there: a pipe that is not wanted is read no further, for it might
// never end. Errors: kFileReadError (of the pipe or the temporary file).
[[nodiscard]] Result<Spooled> spool(int pipe, const std::string& path, bool (*isWanted)(ByteView head));

} // namespace echelle::capture
