#include "core/ladder/draw.h"

#include "core/ladder/draw_row.h"
#include "core/ladder/metrics.h"
#include "core/ladder/text_fit.h"

#include <algorithm>

namespace echelle::ladder {

namespace {
void drawHolds(const RowSource& source, const Layout& layout, const Viewport& viewport, RowRange rows, RowRange lanes,
               DisplayList& into) {
    for (std::size_t lane = lanes.first; lane < lanes.end; ++lane) {
        const auto held = source.heldRanges(lane);
        auto range =
            std::partition_point(held.begin(), held.end(), [&](const HeldRange& h) { return h.last < rows.first; });
        for (; range != held.end() && range->first < rows.end; ++range) {
            const std::int64_t top = layout.rowTop(range->first) + metrics::kArrowLine;
            const std::int64_t bottom = layout.rowTop(range->last) + metrics::kArrowLine;
            const std::int64_t from = std::max(top, viewport.top);
            const std::int64_t to = std::min(bottom, viewport.bottom);
            if (to <= from)
                continue;
            into.primitives.push_back(Rect{
                layout.laneX(lane) - metrics::kHoldBand / 2.0, static_cast<double>(from - viewport.top),
                metrics::kHoldBand, static_cast<double>(to - from), 0, ColorRole::HoldFill, true, ColorRole::Lifeline});
        }
    }
}

// One line per lane over the whole viewport, broken where rows are a break.
void drawLifelines(const RowSource& source, const Layout& layout, const Viewport& viewport, RowRange rows,
                   RowRange lanes, DisplayList& into) {
    struct Span {
        double top, bottom;
        Stroke stroke;
    };
    std::vector<Span> spans;
    const double end = static_cast<double>(std::min(viewport.bottom, layout.height()) - viewport.top);
    double top = 0;
    for (std::size_t row = rows.first; row < rows.end; ++row) {
        if (source.shape(row).kind != RowKind::Gap)
            continue;
        const auto gapTop = static_cast<double>(layout.rowTop(row) - viewport.top);
        const double gapBottom = gapTop + layout.rowHeight(row);
        spans.push_back({top, gapTop, Stroke::Solid});
        spans.push_back({gapTop, gapBottom, Stroke::Dotted});
        top = gapBottom;
    }
    spans.push_back({top, end, Stroke::Solid});
    for (std::size_t lane = lanes.first; lane < lanes.end; ++lane) {
        const double x = layout.laneX(lane);
        for (const Span& span : spans) {
            if (span.bottom > span.top)
                into.primitives.push_back(Line{x, span.top, x, span.bottom, 1, span.stroke, ColorRole::Lifeline});
        }
    }
}
} // namespace

Body drawBody(const RowSource& source, const Layout& layout, const TextMeasurer& measurer, const Viewport& viewport,
              const Highlights& highlights) {
    const RowRange rows = layout.rowsIn(viewport.top, viewport.bottom);
    const RowRange lanes = layout.lanesIn(viewport.left, viewport.right);
    Body body;
    body.lanes.width = layout.lanesWidth();
    body.columns.width = layout.columnsWidth();
    body.lanes.height = body.columns.height = static_cast<double>(viewport.bottom - viewport.top);

    std::vector<RowContent> contents;
    contents.reserve(rows.end - rows.first);
    for (std::size_t row = rows.first; row < rows.end; ++row)
        contents.push_back(source.content(row));

    const auto topOf = [&](std::size_t row) { return static_cast<double>(layout.rowTop(row) - viewport.top); };
    std::vector<ColorRole> fills;
    for (std::size_t row = rows.first; row < rows.end; ++row) {
        const ColorRole fill = rowFill(row, contents[row - rows.first], highlights);
        fills.push_back(fill);
        if (fill == ColorRole::Canvas)
            continue;
        const double height = layout.rowHeight(row);
        body.lanes.primitives.push_back(Rect{0, topOf(row), layout.lanesWidth(), height, 0, fill, false, {}});
        body.columns.primitives.push_back(Rect{0, topOf(row), layout.columnsWidth(), height, 0, fill, false, {}});
    }
    drawHolds(source, layout, viewport, rows, lanes, body.lanes);
    drawLifelines(source, layout, viewport, rows, lanes, body.lanes);
    for (std::size_t row = rows.first; row < rows.end; ++row) {
        const RowContent& content = contents[row - rows.first];
        const RowPlace place{row, topOf(row), viewport.left, viewport.right, fills[row - rows.first]};
        drawRow(source, layout, measurer, content, place, body.lanes);
        drawColumns(layout, measurer, content, place, highlights, body.columns);
    }
    return body;
}

DisplayList drawHeader(const RowSource& source, const Layout& layout, const TextMeasurer& measurer, double left,
                       double right) {
    DisplayList list{layout.lanesWidth(), metrics::kHeader, {}};
    list.primitives.push_back(Rect{0, 0, layout.lanesWidth(), metrics::kHeader, 0, ColorRole::HeaderFill, false, {}});
    const RowRange lanes = layout.lanesIn(left, right);
    const double room = layout.pitch() - 16;
    for (std::size_t index = lanes.first; index < lanes.end; ++index) {
        const Lane lane = source.lane(index);
        const double x = layout.laneX(index);
        list.primitives.push_back(Text{x, metrics::kHeaderNameCentre + measurer.capHeight(TextRole::LaneName) / 2,
                                       TextRole::LaneName, Align::Center, ColorRole::Text,
                                       elided(measurer, TextRole::LaneName, lane.name, room)});
        if (!lane.address.empty())
            list.primitives.push_back(Text{x, metrics::kHeaderAddressCentre + measurer.capHeight(TextRole::Address) / 2,
                                           TextRole::Address, Align::Center, ColorRole::TextMuted,
                                           elided(measurer, TextRole::Address, lane.address, room)});
        list.primitives.push_back(
            Line{x, metrics::kHeader - 5.0, x, metrics::kHeader, 1, Stroke::Solid, ColorRole::Lifeline});
    }
    list.primitives.push_back(Line{0, metrics::kHeader - 0.5, layout.lanesWidth(), metrics::kHeader - 0.5, 1,
                                   Stroke::Solid, ColorRole::Rule});
    return list;
}

DisplayList drawCorner(const RowSource& source, const Layout& layout, const TextMeasurer& measurer) {
    const double width = layout.columnsWidth();
    DisplayList list{width, metrics::kHeader, {}};
    list.primitives.push_back(Rect{0, 0, width, metrics::kHeader, 0, ColorRole::HeaderFill, false, {}});
    if (layout.timeRight() > 0) {
        const double half = measurer.capHeight(TextRole::Small) / 2;
        list.primitives.push_back(Text{layout.timeRight(), metrics::kHeaderNameCentre + half, TextRole::Small,
                                       Align::Right, ColorRole::TextMuted, source.timeTitle()});
        list.primitives.push_back(Text{layout.timeRight(), metrics::kHeaderAddressCentre + half, TextRole::Small,
                                       Align::Right, ColorRole::TextMuted, source.timeSubtitle()});
    }
    list.primitives.push_back(
        Line{0, metrics::kHeader - 0.5, width, metrics::kHeader - 0.5, 1, Stroke::Solid, ColorRole::Rule});
    return list;
}

} // namespace echelle::ladder
