#pragma once

#include "core/ladder/row_source.h"

#include <functional>
#include <string>
#include <string_view>

namespace echelle::ladder {

struct TextOptions {
    bool hasNumbers = true;
    bool hasTimes = true;
    std::size_t widestLabel = 52; // columns; longer ones are cut with "…"
};

// The ladder as lines of text with box-drawing characters, for a terminal or a forum post. Written piece by piece.
void writeText(const RowSource& source, const TextOptions& options, const std::function<void(std::string_view)>& write);

} // namespace echelle::ladder
