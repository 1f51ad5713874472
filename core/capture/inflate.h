#pragma once

#include "core/base/byte_view.h"

#include <string>

namespace echelle::capture {

// Decompresses one whole zlib (RFC 1950) or gzip (RFC 1952) stream. False where it is damaged, cut, or makes more than
// 1 MiB, the bound of a message (model.md "Bounds"); out then holds nothing of use.
[[nodiscard]] bool inflateWhole(ByteView compressed, std::string& out);

} // namespace echelle::capture
