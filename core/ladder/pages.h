#pragma once

#include "core/ladder/draw.h"

#include <vector>

namespace echelle::ladder {

// A ladder cut into sheets, for print and for pictures of bounded size. Sheets go down the rows first, then to the
// lanes on the right, which are drawn beside the columns of numbers and times again. Every sheet carries the lane
// header.
struct Page {
    RowRange rows;
    double left = 0; // of the lanes
    double right = 0;
    double width = 0;  // of the whole sheet, columns included
    double height = 0; // of the whole sheet, header included
};

// maxWidth and maxHeight in units of the layout; 0: no bound. A row higher than a sheet stands alone on one, which is
// then higher.
[[nodiscard]] std::vector<Page> paginate(const Layout& layout, double maxWidth, double maxHeight);

// The factor by which a ladder is drawn smaller so that it fits a sheet in width, but never below smallest.
[[nodiscard]] double fittingScale(const Layout& layout, double sheetWidth, double smallest);

[[nodiscard]] DisplayList drawPage(const RowSource& source, const Layout& layout, const TextMeasurer& measurer,
                                   const Page& page);

} // namespace echelle::ladder
