#pragma once

#include "core/ladder/draw.h"

namespace echelle::ladder {

// Where a row is drawn: its top within the viewport, the viewport's sides, and the fill that lies under it.
struct RowPlace {
    std::size_t row = 0;
    double top = 0;
    double left = 0;
    double right = 0;
    ColorRole fill = ColorRole::Canvas;
};

[[nodiscard]] ColorRole rowFill(std::size_t row, const RowContent& content, const Highlights& highlights);
void drawRow(const RowSource& source, const Layout& layout, const TextMeasurer& measurer, const RowContent& content,
             const RowPlace& place, DisplayList& into);
void drawColumns(const Layout& layout, const TextMeasurer& measurer, const RowContent& content, const RowPlace& place,
                 const Highlights& highlights, DisplayList& into);

} // namespace echelle::ladder
