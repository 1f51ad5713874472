#pragma once

#include "core/base/diagnostic.h"
#include "core/capture/input.h"

#include <vector>

namespace echelle::capture {

inline constexpr std::size_t kMostMembers = 1000;

// The files in a ZIP archive (PKWARE APPNOTE.TXT 6.3.3), each as an input of its own, decompressed into a nameless
// temporary file; its path is that of the archive, "/" and its name. What cannot be had is noted and costs no other
// file: a path that climbs out of the archive, an encrypted member, a compression other than deflate, damage, and what
// decompresses to more than model.md "Bounds" lets it. Folders and archives within are left out. An office document,
// which is such an archive too, gives nothing.
[[nodiscard]] std::vector<Input> openArchive(const Input& archive, ImportLog& log);

} // namespace echelle::capture
