#pragma once

#include "core/base/byte_view.h"
#include "core/capture/input.h"

namespace echelle::capture {

// How many of the first bytes are looked at to tell what the content is.
inline constexpr std::size_t kSniffBytes = 4096;

[[nodiscard]] Compression sniffCompression(ByteView head);

// What the first bytes of the decompressed content say; see ContentKind.
[[nodiscard]] ContentKind sniffContent(ByteView head);

} // namespace echelle::capture
