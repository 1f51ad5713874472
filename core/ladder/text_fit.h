#pragma once

#include "core/ladder/text_measurer.h"

#include <string>
#include <string_view>
#include <vector>

namespace echelle::ladder {

// Captured text made fit for one line: what is no UTF-8 becomes U+FFFD; control characters, line and paragraph
// separators and the marks that turn the direction of writing become a blank, since they could make a line read as
// another one. At most maxBytes bytes of it are read.
[[nodiscard]] std::string plainLine(std::string_view captured, std::size_t maxBytes = 512);

// The text, or as much of its start as fits into width with "…" after it; "" where not even that fits.
[[nodiscard]] std::string elided(const TextMeasurer& measurer, TextRole role, std::string_view utf8, double width);

// Broken at blanks into lines no wider than width, at most maxLines; the last is elided where more would follow.
[[nodiscard]] std::vector<std::string> wrapped(const TextMeasurer& measurer, TextRole role, std::string_view utf8,
                                               double width, std::size_t maxLines);

// Code points of a valid UTF-8 text, one after the other: the position after the one that begins at pos.
[[nodiscard]] std::size_t nextCodePoint(std::string_view utf8, std::size_t pos);

} // namespace echelle::ladder
