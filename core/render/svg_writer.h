#pragma once

#include "core/ladder/display_list.h"
#include "core/render/theme.h"

#include <string>

namespace echelle::render {

// A display list as one SVG 1.1 document, `scale` times its size. Text stays text, so that it can be searched and
// copied; captured text is escaped, and what XML 1.0 cannot hold becomes U+FFFD. No scripts, no links, nothing that is
// loaded.
[[nodiscard]] std::string toSvg(const ladder::DisplayList& list, const Theme& theme, std::string_view title,
                                double scale = 1);

// Escaped for XML text and attribute values.
[[nodiscard]] std::string xmlEscaped(std::string_view utf8);

} // namespace echelle::render
