#include "core/ladder/pages.h"

#include "core/ladder/metrics.h"

#include <algorithm>
#include <cmath>

namespace echelle::ladder {

namespace {
std::vector<RowRange> cutRows(const Layout& layout, double maxHeight) {
    if (layout.rowCount() == 0)
        return {RowRange{}};
    const double room = maxHeight - metrics::kHeader - 2.0 * metrics::kTopSpace;
    std::vector<RowRange> cuts;
    for (std::size_t first = 0; first < layout.rowCount();) {
        std::size_t end = layout.rowCount();
        if (maxHeight > 0) {
            const auto bottom = layout.rowTop(first) + static_cast<std::int64_t>(std::max(room, 1.0));
            end = layout.rowsIn(layout.rowTop(first), bottom).end;
            while (end > first + 1 && layout.rowTop(end - 1) + layout.rowHeight(end - 1) > bottom)
                --end;
        }
        cuts.push_back({first, end});
        first = end;
    }
    return cuts;
}

// Cuts fall between lifelines. Each sheet begins with the last lifeline of the one before, so that every arrow is whole
// on one.
std::vector<std::pair<double, double>> cutLanes(const Layout& layout, double maxWidth) {
    const double room = maxWidth - layout.columnsWidth();
    if (maxWidth <= 0 || layout.lanesWidth() <= room)
        return {{0, layout.lanesWidth()}};
    const double step = std::max(layout.pitch(), std::floor((room - layout.pitch()) / layout.pitch()) * layout.pitch());
    std::vector<std::pair<double, double>> cuts;
    for (double left = 0; left < layout.lanesWidth(); left += step) {
        const double right = std::min(layout.lanesWidth(), left + std::max(room, layout.pitch()));
        cuts.emplace_back(left, right);
        if (right >= layout.lanesWidth())
            break;
    }
    return cuts;
}
} // namespace

std::vector<Page> paginate(const Layout& layout, double maxWidth, double maxHeight) {
    std::vector<Page> pages;
    const std::vector<RowRange> rowCuts = cutRows(layout, maxHeight);
    for (const auto& [left, right] : cutLanes(layout, maxWidth)) {
        for (const RowRange& rows : rowCuts) {
            const std::int64_t top = layout.rowCount() == 0 ? 0 : layout.rowTop(rows.first);
            const std::int64_t bottom =
                layout.rowCount() == 0 ? 0 : layout.rowTop(rows.end - 1) + layout.rowHeight(rows.end - 1);
            pages.push_back({rows, left, right, layout.columnsWidth() + right - left,
                             metrics::kHeader + 2.0 * metrics::kTopSpace + static_cast<double>(bottom - top)});
        }
    }
    return pages;
}

double fittingScale(const Layout& layout, double sheetWidth, double smallest) {
    const double width = layout.columnsWidth() + layout.lanesWidth();
    return std::clamp(width > 0 ? sheetWidth / width : 1.0, smallest, 1.0);
}

DisplayList drawPage(const RowSource& source, const Layout& layout, const TextMeasurer& measurer, const Page& page) {
    Viewport viewport{0, 0, page.left, page.right};
    if (layout.rowCount() > 0 && page.rows.end > page.rows.first) {
        viewport.top = layout.rowTop(page.rows.first);
        viewport.bottom = layout.rowTop(page.rows.end - 1) + layout.rowHeight(page.rows.end - 1);
    }
    const Body body = drawBody(source, layout, measurer, viewport);
    const double columns = layout.columnsWidth();
    const double rowsTop = metrics::kHeader + metrics::kTopSpace;
    DisplayList list{page.width, page.height, {}};
    list.primitives.push_back(Rect{0, 0, page.width, page.height, 0, ColorRole::Canvas, false, {}});
    // Lifelines reach up to the header and a little below the last row.
    const RowRange lanes = layout.lanesIn(page.left, page.right);
    for (std::size_t lane = lanes.first; lane < lanes.end; ++lane) {
        const double x = columns + layout.laneX(lane) - page.left;
        for (const double y : {static_cast<double>(metrics::kHeader), page.height - metrics::kTopSpace})
            list.primitives.push_back(Line{x, y, x, y + metrics::kTopSpace, 1, Stroke::Solid, ColorRole::Lifeline});
    }
    list.append(body.lanes, columns - page.left, rowsTop);
    list.append(drawHeader(source, layout, measurer, page.left, page.right), columns - page.left, 0);
    // The columns cover what reaches out of the lanes on the left.
    list.primitives.push_back(Rect{0, 0, columns, page.height, 0, ColorRole::Canvas, false, {}});
    list.append(body.columns, 0, rowsTop);
    list.append(drawCorner(source, layout, measurer), 0, 0);
    return list;
}

} // namespace echelle::ladder
