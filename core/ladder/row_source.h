#pragma once

#include "core/ladder/row.h"

#include <span>

namespace echelle::ladder {

// Where the layout and the drawing get lanes and rows from. Rows are numbered from 0; each is asked for its shape once
// per layout, and for its content only while it is drawn.
class RowSource {
public:
    virtual ~RowSource() = default;

    [[nodiscard]] virtual std::size_t laneCount() const = 0;
    [[nodiscard]] virtual Lane lane(std::size_t index) const = 0;
    // Sorted, apart from each other.
    [[nodiscard]] virtual std::span<const HeldRange> heldRanges(std::size_t lane) const = 0;

    [[nodiscard]] virtual std::size_t rowCount() const = 0;
    [[nodiscard]] virtual RowShape shape(std::size_t row) const = 0;
    [[nodiscard]] virtual RowContent content(std::size_t row) const = 0;
    [[nodiscard]] virtual std::vector<Annotation> annotations(std::size_t row) const = 0;
    // Left end of the arrow of a row and its right end, as lanes.
    struct Extent {
        std::size_t left = 0;
        std::size_t right = 0;
    };
    [[nodiscard]] virtual Extent extent(std::size_t row) const = 0;

    // Over the column of times: "UTC", "since start". Two short lines.
    [[nodiscard]] virtual std::string timeTitle() const = 0;
    [[nodiscard]] virtual std::string timeSubtitle() const = 0;
    // The widest time that occurs, or a little more: it sets the width of the column.
    [[nodiscard]] virtual std::string widestTime() const = 0;
};

} // namespace echelle::ladder
