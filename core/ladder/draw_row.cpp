#include "core/ladder/draw_row.h"

#include "core/ladder/metrics.h"
#include "core/ladder/row_pieces.h"
#include "core/ladder/text_fit.h"

#include <algorithm>
#include <cmath>

namespace echelle::ladder {

namespace {
bool isArrow(RowKind kind) {
    return kind == RowKind::Message || kind == RowKind::Packet;
}

struct ArrowStyle {
    double width = 1.5;
    double head = 8;
    Stroke stroke = Stroke::Solid;
    ColorRole color = ColorRole::Text;
};

ArrowStyle arrowStyle(const RowContent& content) {
    if (content.kind == RowKind::Packet)
        return {1, 6, Stroke::Dotted, ColorRole::TextMuted};
    const Stroke stroke = content.isResponse ? Stroke::Dashed : Stroke::Solid;
    switch (content.emphasis) {
    case Emphasis::Failing:
        return {2.5, 11, stroke, ColorRole::Failure};
    case Emphasis::Faint:
        return {1, 6, stroke, legColor(content.leg)};
    case Emphasis::Normal:
        break;
    }
    return {1.5, 8, stroke, legColor(content.leg)};
}

// The fill of the row behind a text, so that lifelines do not run through its letters.
void clearBehind(double left, double right, double centre, ColorRole fill, DisplayList& into) {
    into.primitives.push_back(Rect{left - 2, centre - 8, right - left + 4, 15, 0, fill, false, {}});
}

void drawArrow(const Layout& layout, const RowContent& content, const RowPieces& pieces, double top,
               DisplayList& into) {
    const ArrowStyle style = arrowStyle(content);
    const double y = top + metrics::kArrowLine;
    const double left = layout.laneX(pieces.extent.left);
    const auto line = [&](double x1, double y1, double x2, double y2) {
        into.primitives.push_back(Line{x1, y1, x2, y2, style.width, style.stroke, style.color});
    };
    if (pieces.extent.left == pieces.extent.right) {
        const double out = left + metrics::kSelfWidth;
        line(left, y - 12, out, y - 12);
        line(out, y - 12, out, y);
        line(out, y, left + style.head, y);
        into.primitives.push_back(ArrowHead{left + 1, y, true, style.head, true, style.color});
        return;
    }
    const double right = layout.laneX(pieces.extent.right);
    // The line ends inside the head, else a heavy one would blunt its tip.
    if (pieces.isLeftward)
        line(right, y, left + style.head, y);
    else
        line(left, y, right - style.head, y);
    into.primitives.push_back(
        ArrowHead{pieces.isLeftward ? left + 1 : right - 1, y, pieces.isLeftward, style.head, true, style.color});
}

void drawAnnotations(const RowSource& source, const Layout& layout, const TextMeasurer& measurer, const RowPlace& place,
                     const RowPieces& pieces, DisplayList& into) {
    const double left = layout.annotationLeft(pieces.extent);
    for (const AnnotationBlock& block : layout.annotationBlocks(source, place.row, source.shape(place.row), measurer)) {
        const bool isNote = block.kind == Annotation::Kind::UserNote;
        const TextRole role = isNote ? TextRole::Small : TextRole::LabelStrong;
        double widest = 0;
        for (const std::string& line : block.lines)
            widest = std::max(widest, measurer.width(role, line));
        const double top = place.top + block.top;
        const double indent = metrics::kMark + 6;
        double x = left;
        double centre = top + metrics::kTextLine / 2.0;
        if (isNote) {
            into.primitives.push_back(Rect{left + 0.5, top + 2.5, std::ceil(widest) + indent + metrics::kNotePad,
                                           block.height - 6.0, 4, ColorRole::NoteFill, true, ColorRole::NoteBorder});
            x += metrics::kNotePad / 2.0;
            centre += metrics::kNotePad / 2.0 - 0.5;
        } else {
            into.primitives.push_back(Rect{left - 2,
                                           top,
                                           std::ceil(widest) + indent + 6,
                                           static_cast<double>(block.lines.size()) * metrics::kTextLine,
                                           0,
                                           place.fill,
                                           false,
                                           {}});
        }
        const ColorRole color = block.mark == Mark::Cross         ? ColorRole::Failure
                                : block.mark == Mark::Exclamation ? ColorRole::Warning
                                                                  : ColorRole::NeutralMark;
        into.primitives.push_back(MarkShape{x + metrics::kMark / 2.0, centre, metrics::kMark, block.mark, color});
        const ColorRole ink = block.mark == Mark::Cross ? ColorRole::Failure : ColorRole::Text;
        for (const std::string& line : block.lines) {
            into.primitives.push_back(
                Text{x + indent, centre + measurer.capHeight(role) / 2, role, Align::Left, ink, line});
            centre += metrics::kTextLine;
        }
    }
}

void drawArrowRow(const RowSource& source, const Layout& layout, const TextMeasurer& measurer,
                  const RowContent& content, const RowPlace& place, DisplayList& into) {
    RowPieces pieces = rowPieces(content, source.extent(place.row), layout, measurer);
    const double left = layout.textLeft(pieces.extent);
    const double free = layout.laneX(pieces.extent.left) + layout.pitch(); // the next lifeline
    if (pieces.labelRight > free - 4 && pieces.labelRight > 0)
        clearBehind(left, pieces.labelRight, place.top + metrics::kLabelCentre, place.fill, into);
    if (pieces.detailRight > free - 4)
        clearBehind(left, pieces.detailRight, place.top + metrics::kDetailCentre, place.fill, into);
    drawArrow(layout, content, pieces, place.top, into);
    if (pieces.mark) {
        pieces.mark->y += place.top;
        into.primitives.push_back(*pieces.mark);
    }
    for (Rect& badge : pieces.badges) {
        badge.y += place.top;
        into.primitives.push_back(badge);
    }
    for (Text& text : pieces.texts) {
        text.y += place.top;
        into.primitives.push_back(std::move(text));
    }
    drawAnnotations(source, layout, measurer, place, pieces, into);
}

// A text in the middle of the lanes that are seen.
void drawAcross(const Layout& layout, const TextMeasurer& measurer, const RowContent& content, const RowPlace& place,
                double height, DisplayList& into) {
    const double first = layout.laneX(0);
    const double last = layout.laneCount() > 0 ? layout.laneX(layout.laneCount() - 1) : first;
    const double from = std::max(first, place.left);
    const double to = std::max(from, std::min(last, place.right));
    const double x = std::round((from + to) / 2);
    const double centre = place.top + height / 2;
    const TextRole role = content.kind == RowKind::Hidden ? TextRole::Small : TextRole::SmallStrong;
    const std::string text = elided(measurer, role, content.label, layout.lanesWidth() - 2 * metrics::kEdge);
    const double half = std::ceil(measurer.width(role, text) / 2) + 10;
    if (content.kind == RowKind::Day)
        into.primitives.push_back(Line{0, centre, layout.lanesWidth(), centre, 1, Stroke::Solid, ColorRole::Rule});
    into.primitives.push_back(Rect{x - half, centre - 9, 2 * half, 18, 0, place.fill, false, {}});
    into.primitives.push_back(
        Text{x, centre + measurer.capHeight(role) / 2, role, Align::Center, ColorRole::TextMuted, text});
}

void drawState(const Layout& layout, const TextMeasurer& measurer, const RowContent& content, RowSource::Extent extent,
               const RowPlace& place, DisplayList& into) {
    const std::string text = elided(measurer, TextRole::Small, content.label, layout.lanesWidth() - 4 * metrics::kEdge);
    const double textWidth = measurer.width(TextRole::Small, text);
    const double wanted = std::max(textWidth + 20, layout.laneX(extent.right) - layout.laneX(extent.left) + 24);
    const double middle = (layout.laneX(extent.left) + layout.laneX(extent.right)) / 2;
    const double left =
        std::clamp(middle - wanted / 2, 0.5, std::max(0.5, layout.lanesWidth() - metrics::kEdge - wanted));
    into.primitives.push_back(Rect{std::floor(left) + 0.5, place.top + 4.5, std::ceil(wanted), 23, 4,
                                   ColorRole::BadgeFill, true, ColorRole::Lifeline});
    into.primitives.push_back(Text{left + wanted / 2, place.top + 16 + measurer.capHeight(TextRole::Small) / 2,
                                   TextRole::Small, Align::Center, ColorRole::Text, text});
}
} // namespace

ColorRole rowFill(std::size_t row, const RowContent& content, const Highlights& highlights) {
    if (content.kind == RowKind::Gap)
        return ColorRole::GapFill;
    if (highlights.selected == row)
        return ColorRole::SelectionFill;
    if (highlights.marked == row)
        return ColorRole::MarkedFill;
    if (!isArrow(content.kind) && content.kind != RowKind::State)
        return ColorRole::Canvas;
    if (highlights.hovered == row)
        return ColorRole::HoverFill;
    const bool isLit = highlights.litTransaction != 0 && content.transaction == highlights.litTransaction;
    return isLit ? ColorRole::LitFill : ColorRole::Canvas;
}

void drawRow(const RowSource& source, const Layout& layout, const TextMeasurer& measurer, const RowContent& content,
             const RowPlace& place, DisplayList& into) {
    if (isArrow(content.kind))
        drawArrowRow(source, layout, measurer, content, place, into);
    else if (content.kind == RowKind::State)
        drawState(layout, measurer, content, source.extent(place.row), place, into);
    else
        drawAcross(layout, measurer, content, place, layout.rowHeight(place.row), into);
}

void drawColumns(const Layout& layout, const TextMeasurer& measurer, const RowContent& content, const RowPlace& place,
                 const Highlights& highlights, DisplayList& into) {
    if (highlights.selected == place.row)
        into.primitives.push_back(
            Rect{0, place.top, 3, static_cast<double>(layout.rowHeight(place.row)), 0, ColorRole::Accent, false, {}});
    const double centre = place.top + (isArrow(content.kind) ? metrics::kLabelCentre : metrics::kState / 2.0);
    const auto put = [&](TextRole role, double right, ColorRole color, const std::string& text) {
        if (right > 0 && !text.empty())
            into.primitives.push_back(
                Text{right, centre + measurer.capHeight(role) / 2, role, Align::Right, color, text});
    };
    put(TextRole::Small, layout.numberRight(), ColorRole::TextMuted, content.number);
    const ColorRole ink = content.emphasis == Emphasis::Failing ? ColorRole::Text : ColorRole::TextMuted;
    put(TextRole::Time, layout.timeRight(), ink, content.time);
}

} // namespace echelle::ladder
