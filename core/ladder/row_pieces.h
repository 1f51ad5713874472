#pragma once

#include "core/ladder/display_list.h"
#include "core/ladder/layout.h"

#include <optional>

namespace echelle::ladder {

// The texts of an arrow row placed side by side; drawing and hit test share it. x in lanes, y from the top of the row.
struct RowPieces {
    struct Box {
        double x = 0, y = 0, w = 0, h = 0;
        [[nodiscard]] bool contains(double px, double py) const {
            return px >= x && px < x + w && py >= y && py < y + h;
        }
    };
    RowSource::Extent extent;
    bool isLeftward = false;
    std::optional<MarkShape> mark;
    std::vector<Rect> badges;  // the repeat count first, where there is one
    std::vector<Text> texts;   // label, repeat, aside, badge, detail
    std::optional<Box> repeat; // the ×7, which unfolds retransmissions
    double labelRight = 0;     // right end of the first line of text
    double detailRight = 0;    // of the second line; 0: none
};

[[nodiscard]] RowPieces rowPieces(const RowContent& content, RowSource::Extent extent, const Layout& layout,
                                  const TextMeasurer& measurer);

} // namespace echelle::ladder
