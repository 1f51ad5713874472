#pragma once

#include "core/ladder/layout.h"

#include <optional>

namespace echelle::ladder {

// What lies under a point of the rows.
struct Hit {
    enum class Part : std::uint8_t { Row, Repeat, Annotation }; // Repeat: the ×7 that unfolds retransmissions
    std::size_t row = 0;
    Part part = Part::Row;
    std::size_t annotation = 0; // index of the annotation
};

// x in lanes, y in rows, both as the layout has them; nullopt outside all rows.
[[nodiscard]] std::optional<Hit> hitTest(const RowSource& source, const Layout& layout, const TextMeasurer& measurer,
                                         double x, std::int64_t y);

} // namespace echelle::ladder
