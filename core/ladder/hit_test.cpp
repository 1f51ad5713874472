#include "core/ladder/hit_test.h"

#include "core/ladder/row_pieces.h"

namespace echelle::ladder {

std::optional<Hit> hitTest(const RowSource& source, const Layout& layout, const TextMeasurer& measurer, double x,
                           std::int64_t y) {
    const std::optional<std::size_t> row = layout.rowAt(y);
    if (!row)
        return std::nullopt;
    Hit hit{*row, Hit::Part::Row, 0};
    const double below = static_cast<double>(y - layout.rowTop(*row));
    const RowShape shape = source.shape(*row);
    if (shape.kind == RowKind::Message) {
        const RowPieces pieces = rowPieces(source.content(*row), source.extent(*row), layout, measurer);
        if (pieces.repeat && pieces.repeat->contains(x, below))
            hit.part = Hit::Part::Repeat;
    }
    const auto blocks = layout.annotationBlocks(source, *row, shape, measurer);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (below >= blocks[i].top && below < blocks[i].top + blocks[i].height &&
            x >= layout.annotationLeft(source.extent(*row)))
            return Hit{*row, Hit::Part::Annotation, i};
    }
    return hit;
}

} // namespace echelle::ladder
