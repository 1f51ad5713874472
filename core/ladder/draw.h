#pragma once

#include "core/ladder/display_list.h"
#include "core/ladder/layout.h"

#include <optional>

namespace echelle::ladder {

// Rows that stand out.
struct Highlights {
    std::optional<std::size_t> selected;
    std::optional<std::size_t> marked; // the first of two to compare
    std::optional<std::size_t> hovered;
    std::uint64_t litTransaction = 0; // the messages of this one; 0: none
};

// The part of the rows that is seen, in the layout's coordinates.
struct Viewport {
    std::int64_t top = 0;
    std::int64_t bottom = 0;
    double left = 0;
    double right = 0;
};

// Rows and, apart from them, their numbers and times; both with y = 0 at the viewport's top.
struct Body {
    DisplayList lanes;
    DisplayList columns;
};

// Draws what the viewport touches and nothing else, so its cost does not grow with the ladder.
[[nodiscard]] Body drawBody(const RowSource& source, const Layout& layout, const TextMeasurer& measurer,
                            const Viewport& viewport, const Highlights& highlights = {});

// Names and addresses of the lanes between left and right, x as in the lanes.
[[nodiscard]] DisplayList drawHeader(const RowSource& source, const Layout& layout, const TextMeasurer& measurer,
                                     double left, double right);
// What stands over the columns of numbers and times.
[[nodiscard]] DisplayList drawCorner(const RowSource& source, const Layout& layout, const TextMeasurer& measurer);

} // namespace echelle::ladder
