#include "core/ladder/metrics.h"
#include "core/ladder/pages.h"
#include "core/render/list_painter.h"
#include "core/report/composer.h"
#include "core/report/print_style.h"

#include <algorithm>

namespace echelle::report {

namespace {

using ladder::Page;

struct Drawing {
    std::shared_ptr<const ladder::RowSource> rows;
    std::shared_ptr<const ladder::Layout> layout;
    std::shared_ptr<const render::FontMeasurer> measurer;
    double scale = 1; // points per unit of the layout
};

std::shared_ptr<const ladder::Layout> layoutFor(const Ladder& ladder, const render::FontMeasurer& measurer,
                                                double paperWidth) {
    const ladder::LayoutOptions options{paperWidth / style::kLadderScale, true, true};
    return std::make_shared<ladder::Layout>(*ladder.rows, measurer, options);
}

double scaleOf(const ladder::Layout& layout, double paperWidth, double smallest) {
    return style::kLadderScale *
           ladder::fittingScale(layout, paperWidth / style::kLadderScale, smallest / style::kLadderScale);
}

double heightOf(const ladder::Layout& layout) {
    return static_cast<double>(layout.height()) + ladder::metrics::kHeader + 2.0 * ladder::metrics::kTopSpace;
}

// Drawn when it is painted: of a long ladder, only one page is in memory at a time.
void paintSheet(PageFlow& flow, const Drawing& drawing, const Page& page) {
    flow.paint([drawing, page, x = flow.left(), y = flow.y()](QPainter& painter) {
        painter.save();
        painter.translate(x, y);
        painter.scale(drawing.scale, drawing.scale);
        painter.setClipRect(QRectF(0, 0, page.width, page.height));
        render::paint(ladder::drawPage(*drawing.rows, *drawing.layout, *drawing.measurer, page),
                      render::theme(render::ThemeKind::Print), painter);
        painter.restore();
    });
}

// Every message is a place that others point to, and points to where it is printed in full.
void linkRows(PageFlow& flow, const Ladder& ladder, const Drawing& drawing, const Page& page) {
    const double scale = drawing.scale;
    const double origin = flow.y();
    double top = ladder::metrics::kHeader + ladder::metrics::kTopSpace;
    for (std::size_t row = page.rows.first; row < page.rows.end; ++row) {
        const double height = drawing.layout->rowHeight(row);
        const EventId event = ladder.rows->content(row).event;
        if (event.isValid()) {
            const double y = origin + top * scale;
            if (ladder.hasAnchors && page.left <= 0)
                flow.anchor(messageAnchor(event), flow.y() - y + 30); // with a little of what stands above it
            if (ladder.target)
                flow.link(QRectF(flow.left(), y, page.width * scale, ladder::metrics::kArrowRow * scale),
                          ladder.target(event));
        }
        top += height;
    }
}

} // namespace

void Composer::operator()(const Ladder& ladder) {
    constexpr double kWorthwhile = 220; // points; less is no beginning of a ladder
    const bool isSmall = ladder.largestHeight.has_value();
    Drawing drawing{ladder.rows, layoutFor(ladder, *m_measurer, m_flow.width(false)), m_measurer, 1};
    // Lanes that would be too small on an upright page lie on a wide one.
    const bool isWide = !isSmall && scaleOf(*drawing.layout, m_flow.width(false), 0) < style::kSmallestLadder;
    const double paperWidth = m_flow.width(isWide);
    if (isWide)
        drawing.layout = layoutFor(ladder, *m_measurer, paperWidth);
    drawing.scale = scaleOf(*drawing.layout, paperWidth, style::kSmallestLadder);
    const double whole = heightOf(*drawing.layout) * drawing.scale;
    const double room = ladder.largestHeight.value_or(m_flow.fullHeight(isWide));
    if (isWide)
        m_flow.newPage(true);
    else
        m_flow.ensure(std::min(whole, isSmall ? room : kWorthwhile));
    const double maxHeight = isSmall ? room : m_flow.remaining();
    bool isFirst = true;
    for (const Page& page : ladder::paginate(*drawing.layout, paperWidth / drawing.scale, maxHeight / drawing.scale)) {
        if (isSmall && !isFirst)
            break;
        if (!isFirst)
            m_flow.newPage(isWide);
        isFirst = false;
        paintSheet(m_flow, drawing, page);
        linkRows(m_flow, ladder, drawing, page);
        m_flow.advance(page.height * drawing.scale + style::kBlockGap);
    }
    if (isWide)
        m_flow.newPage();
}

} // namespace echelle::report
