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

constexpr double kWorthwhile = 220; // points; less is no beginning of a ladder

double heightOf(const ladder::Layout& layout) {
    return static_cast<double>(layout.height()) + ladder::metrics::kHeader + 2.0 * ladder::metrics::kTopSpace;
}

Drawing drawingOf(const Ladder& ladder, const std::shared_ptr<const render::FontMeasurer>& measurer,
                  double paperWidth) {
    // A small picture may be smaller than one that is read message by message.
    const double smallest = ladder.largestHeight ? style::kSmallestSketch : style::kSmallestLadder;
    Drawing drawing{ladder.rows, layoutFor(ladder, *measurer, paperWidth), measurer, 1};
    drawing.scale = scaleOf(*drawing.layout, paperWidth, smallest);
    return drawing;
}

// The end of the rows from first on that fit into a height of the layout; at least one.
std::size_t endOfPage(const ladder::Layout& layout, std::size_t first, double height) {
    const auto bottom = layout.rowTop(first) +
                        static_cast<std::int64_t>(height - ladder::metrics::kHeader - 2.0 * ladder::metrics::kTopSpace);
    std::size_t end = first + 1;
    while (end < layout.rowCount() && layout.rowTop(end) + layout.rowHeight(end) <= bottom)
        ++end;
    return end;
}

// Sheets down the rows, the first of another height, then to the lanes on the right.
std::vector<Page> pagesOf(const Drawing& drawing, double paperWidth, double firstHeight, double height) {
    const ladder::Layout& layout = *drawing.layout;
    std::vector<Page> pages;
    for (Page page : ladder::paginate(layout, paperWidth / drawing.scale, 0)) { // one per range of lanes
        for (std::size_t first = 0; first < layout.rowCount(); first = page.rows.end) {
            page.rows = {first, endOfPage(layout, first, (pages.empty() ? firstHeight : height) / drawing.scale)};
            const std::int64_t bottom = layout.rowTop(page.rows.end - 1) + layout.rowHeight(page.rows.end - 1);
            page.height = ladder::metrics::kHeader + 2.0 * ladder::metrics::kTopSpace +
                          static_cast<double>(bottom - layout.rowTop(first));
            pages.push_back(page);
        }
    }
    return pages;
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

double Composer::heightWorthwhile(const Ladder& ladder) const {
    constexpr std::size_t kFewRows = 20; // more are surely higher
    if (ladder.rows->rowCount() > kFewRows)
        return kWorthwhile;
    const double paperWidth = m_flow.width(false);
    const auto layout = layoutFor(ladder, *m_measurer, paperWidth);
    return std::min(kWorthwhile, heightOf(*layout) * scaleOf(*layout, paperWidth, style::kSmallestLadder));
}

bool Composer::isWide(const Ladder& ladder) const {
    if (ladder.largestHeight)
        return false;
    const double paperWidth = m_flow.width(false);
    return scaleOf(*layoutFor(ladder, *m_measurer, paperWidth), paperWidth, 0) < style::kSmallestLadder;
}

void Composer::operator()(const Ladder& ladder) {
    const bool isSmall = ladder.largestHeight.has_value();
    const bool isOnWidePaper = isWide(ladder);
    if (isOnWidePaper && !m_flow.isLandscape())
        m_flow.newPage(true);
    const double paperWidth = m_flow.width(isOnWidePaper);
    const Drawing drawing = drawingOf(ladder, m_measurer, paperWidth);
    const double whole = heightOf(*drawing.layout) * drawing.scale;
    if (!isOnWidePaper)
        m_flow.ensure(std::min(whole, ladder.largestHeight.value_or(kWorthwhile)));
    m_flow.space(isSmall ? style::kGap : 0);
    const double firstHeight = isSmall ? *ladder.largestHeight : m_flow.remaining();
    bool isFirst = true;
    for (const Page& page : pagesOf(drawing, paperWidth, firstHeight, m_flow.fullHeight(isOnWidePaper))) {
        if (isSmall && !isFirst)
            break;
        if (!isFirst)
            m_flow.newPage(isOnWidePaper);
        isFirst = false;
        paintSheet(m_flow, drawing, page);
        linkRows(m_flow, ladder, drawing, page);
        m_flow.advance(page.height * drawing.scale + style::kBlockGap);
    }
    if (isOnWidePaper)
        m_flow.newPage();
}

} // namespace echelle::report
