#include "core/report/composer.h"
#include "core/report/print_style.h"
#include "core/report/text_lines.h"

#include <algorithm>

namespace echelle::report {

namespace {

using ladder::ColorRole;
using style::Face;

constexpr double kIndent = 8;   // of the text in its box
constexpr double kHanging = 14; // of a line's continuation
constexpr double kTitlePad = 5;

void fill(PageFlow& flow, double height, ColorRole role) {
    const QRectF area(flow.left(), flow.y(), flow.width(), height + 0.2); // no hairline between two of them
    flow.paint([area, role](QPainter& painter) { painter.fillRect(area, style::color(role)); });
}

// One printed line of plain characters: far cheaper than a text layout, and most lines are such.
void placeLine(PageFlow& flow, const QString& text, double x, bool isStrong) {
    fill(flow, style::kSmallLine, ColorRole::GapFill);
    flow.paint([text, x = flow.left() + x, y = flow.y() + style::kSmallLine * 0.74, isStrong](QPainter& painter) {
        painter.setFont(style::font(isStrong ? Face::MonoStrong : Face::Mono));
        painter.setPen(style::color(ColorRole::Text));
        painter.drawText(QPointF(x, y), text);
    });
    flow.advance(style::kSmallLine);
}

bool isAscii(const QString& text) {
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

void flowAscii(PageFlow& flow, const QString& line, bool isStrong) {
    static const double kCharacter = style::width(Face::Mono, QString(100, QLatin1Char('m'))) / 100;
    const auto first = std::max<qsizetype>(1, static_cast<qsizetype>((flow.width() - 2 * kIndent) / kCharacter));
    const auto next =
        std::max<qsizetype>(1, static_cast<qsizetype>((flow.width() - 2 * kIndent - kHanging) / kCharacter));
    qsizetype begin = 0;
    do {
        const qsizetype length = begin == 0 ? first : next;
        flow.ensure(style::kSmallLine);
        placeLine(flow, line.mid(begin, length), kIndent + (begin == 0 ? 0 : kHanging), isStrong);
        begin += length;
    } while (begin < line.size());
}

void flowAny(PageFlow& flow, const QString& line, bool isStrong) {
    const TextLines lines({{line, Run::Style::Normal, {}}}, isStrong ? Face::MonoStrong : Face::Mono,
                          flow.width() - 2 * kIndent, style::kSmallLine);
    for (int i = 0; i < lines.count(); ++i) {
        flow.ensure(style::kSmallLine);
        fill(flow, style::kSmallLine, ColorRole::GapFill);
        lines.place(flow, i, flow.left() + kIndent, flow.y());
        flow.advance(style::kSmallLine);
    }
}

TextLines titleOf(const Verbatim& verbatim, const PageFlow& flow) {
    return TextLines(verbatim.title, Face::Small, flow.width() - 2 * kIndent, style::kSmallLine + 1);
}

} // namespace

double Composer::heightTogether(const Verbatim& verbatim) const {
    constexpr double kKeptWhole = 300; // points
    const double titleHeight = titleOf(verbatim, m_flow).height() + kTitlePad;
    const double height = titleHeight + static_cast<double>(verbatim.lines.size()) * style::kSmallLine;
    return height <= kKeptWhole ? height : titleHeight + 5 * style::kSmallLine;
}

void Composer::operator()(const Verbatim& verbatim) {
    const TextLines title = titleOf(verbatim, m_flow);
    const double titleHeight = title.height() + kTitlePad;
    m_flow.ensure(heightTogether(verbatim));
    m_flow.anchor(verbatim.anchor, 4);
    fill(m_flow, titleHeight, ColorRole::BadgeFill);
    title.placeAll(m_flow, m_flow.left() + kIndent, m_flow.y() + 2.5);
    m_flow.advance(titleHeight);
    bool isStartLine = true;
    for (const QString& line : verbatim.lines) {
        if (isAscii(line))
            flowAscii(m_flow, line, isStartLine);
        else
            flowAny(m_flow, line, isStartLine);
        isStartLine = false;
    }
    if (!verbatim.remark.isEmpty()) {
        const TextLines remark({{verbatim.remark, Run::Style::Muted, {}}}, Face::Small, m_flow.width(),
                               style::kSmallLine);
        remark.flow(m_flow, 0);
    }
    m_flow.advance(style::kBlockGap);
}

} // namespace echelle::report
