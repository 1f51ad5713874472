#include "core/report/composer.h"
#include "core/report/print_style.h"
#include "core/report/text_lines.h"

#include <algorithm>

namespace echelle::report {

namespace {

using ladder::ColorRole;
using style::Face;

constexpr double kRow = 11;
constexpr double kThick = 8;

// Three parts that differ in colour and in how they are filled: failed is solid, the others hatched and empty.
enum class Part : std::uint8_t { Failed, Other, Good };

void paintPart(QPainter& painter, const QRectF& area, Part part) {
    const QColor ink = style::color(part == Part::Failed ? ColorRole::Failure : ColorRole::TextMuted);
    painter.setPen(QPen(ink, 0.6));
    painter.setBrush(part == Part::Failed ? ink
                     : part == Part::Good ? style::color(ColorRole::BadgeFill)
                                          : QColor(Qt::white));
    painter.drawRect(area);
    painter.setBrush(Qt::NoBrush);
    if (part != Part::Other)
        return;
    // Slanted strokes, each cut at the sides of the area: lines, since a pattern brush would become an image.
    for (double start = area.left() - area.height(); start < area.right(); start += 2.5) {
        const double x1 = std::max(start, area.left());
        const double x2 = std::min(start + area.height(), area.right());
        if (x1 < x2)
            painter.drawLine(QPointF(x1, area.bottom() - (x1 - start)), QPointF(x2, area.bottom() - (x2 - start)));
    }
}

void placePart(PageFlow& flow, double x, double y, double width, Part part) {
    flow.paint([=](QPainter& painter) { paintPart(painter, QRectF(x, y, width, kThick), part); });
}

double placeWord(PageFlow& flow, const QString& word, double x, double y) {
    const TextLines text({{word, Run::Style::Normal, {}}}, Face::Small, 400, kRow);
    text.place(flow, 0, x, y);
    return x + text.widest();
}

void placeLegend(PageFlow& flow, const Bars& bars) {
    double x = flow.left();
    for (const auto& [part, word] : {std::pair(Part::Failed, bars.failedWord), std::pair(Part::Other, bars.otherWord),
                                     std::pair(Part::Good, bars.goodWord)}) {
        placePart(flow, x, flow.y() + 1.5, 14, part);
        x = placeWord(flow, word, x + 19, flow.y()) + 18;
    }
    flow.advance(kRow + 4);
}

} // namespace

void Composer::operator()(const Bars& bars) {
    std::uint64_t most = 1;
    double labelWidth = 0;
    for (const Bars::Bar& bar : bars.bars) {
        most = std::max(most, bar.failed + bar.other + bar.good);
        labelWidth = std::max(labelWidth, style::width(Face::Small, bar.label));
    }
    constexpr double kNumbers = 70; // room behind the longest bar
    const double barLeft = m_flow.left() + labelWidth + 10;
    const double scale = (m_flow.width() - labelWidth - 10 - kNumbers) / static_cast<double>(most);
    m_flow.ensure(5 * kRow);
    placeLegend(m_flow, bars);
    for (const Bars::Bar& bar : bars.bars) {
        m_flow.ensure(kRow);
        placeWord(m_flow, bar.label, m_flow.left(), m_flow.y());
        double x = barLeft;
        QStringList numbers;
        for (const auto& [part, count] : {std::pair(Part::Failed, bar.failed), std::pair(Part::Other, bar.other),
                                          std::pair(Part::Good, bar.good)}) {
            numbers.append(QString::number(count));
            if (count == 0)
                continue;
            const double width = std::max(1.5, static_cast<double>(count) * scale);
            placePart(m_flow, x, m_flow.y() + 1.5, width, part);
            x += width;
        }
        placeWord(m_flow, numbers.join(QStringLiteral(" / ")), x + 6, m_flow.y());
        m_flow.advance(kRow);
    }
    m_flow.advance(style::kBlockGap);
}

} // namespace echelle::report
