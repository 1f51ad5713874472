#pragma once

#include "core/ladder/row_source.h"
#include "core/ladder/text_measurer.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace echelle::ladder {

struct LayoutOptions {
    double availableWidth = 0; // lanes are spread to fill it, within bounds; 0: as close as they may stand
    bool hasNumbers = true;    // column of message numbers
    bool hasTimes = true;      // column of times
};

// [first, end) of the rows.
struct RowRange {
    std::size_t first = 0;
    std::size_t end = 0;
};

// One annotation broken into lines, and where it stands below the top of its row.
struct AnnotationBlock {
    Annotation::Kind kind = Annotation::Kind::Finding;
    Mark mark = Mark::None;
    std::vector<std::string> lines;
    int top = 0;
    int height = 0;
};

// Where everything stands. Lanes are measured from the right edge of the columns of numbers and times (which stay while
// the lanes scroll), rows from the lower edge of the header (which stays while the rows scroll). Takes one pass over
// the shapes of the rows; the contents are not asked for. Holds no reference to the source.
class Layout {
public:
    Layout(const RowSource& source, const TextMeasurer& measurer, const LayoutOptions& options);

    [[nodiscard]] double columnsWidth() const { return m_columnsWidth; } // numbers and times
    [[nodiscard]] double numberRight() const { return m_numberRight; }   // right end of the numbers; 0: none are shown
    [[nodiscard]] double timeRight() const { return m_timeRight; }
    [[nodiscard]] double lanesWidth() const { return m_lanesWidth; }
    [[nodiscard]] double pitch() const { return m_pitch; }
    [[nodiscard]] std::size_t laneCount() const { return m_laneCount; }
    [[nodiscard]] double laneX(std::size_t lane) const;
    [[nodiscard]] std::optional<std::size_t> laneAt(double x) const; // the nearest, within half a pitch
    // Lanes that have a part in [left, right], with one more on each side.
    [[nodiscard]] RowRange lanesIn(double left, double right) const;

    [[nodiscard]] std::size_t rowCount() const { return m_tops.size() - 1; }
    [[nodiscard]] std::int64_t height() const; // all rows
    [[nodiscard]] std::int64_t rowTop(std::size_t row) const { return m_tops[row]; }
    [[nodiscard]] int rowHeight(std::size_t row) const { return static_cast<int>(m_tops[row + 1] - m_tops[row]); }
    [[nodiscard]] std::optional<std::size_t> rowAt(std::int64_t y) const;
    [[nodiscard]] RowRange rowsIn(std::int64_t top, std::int64_t bottom) const;

    // Left end of the label of a row whose arrow reaches over these lanes.
    [[nodiscard]] double textLeft(RowSource::Extent extent) const;
    [[nodiscard]] std::vector<AnnotationBlock> annotationBlocks(const RowSource& source, std::size_t row,
                                                                RowShape shape, const TextMeasurer& measurer) const;
    // Left edge of the annotations of a row: that of its label, or as far left as a readable width needs.
    [[nodiscard]] double annotationLeft(RowSource::Extent extent) const;

private:
    [[nodiscard]] int heightOf(const RowSource& source, std::size_t row, const TextMeasurer& measurer) const;

    double m_columnsWidth = 0;
    double m_numberRight = 0;
    double m_timeRight = 0;
    double m_lanesWidth = 0;
    double m_pitch = 0;
    double m_firstLane = 0;
    std::size_t m_laneCount = 0;
    std::vector<std::int64_t> m_tops; // of each row, and the lower edge of the last
};

} // namespace echelle::ladder
