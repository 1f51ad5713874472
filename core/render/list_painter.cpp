#include "core/render/list_painter.h"

#include "core/render/fonts.h"
#include "core/render/mark_path.h"

#include <QPolygonF>

namespace echelle::render {

namespace {
using ladder::Align;
using ladder::Stroke;

QString toQString(const std::string& utf8) {
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

class ListPainter {
public:
    ListPainter(const Theme& theme, QPainter& painter, double x, double y)
        : m_theme(theme), m_painter(painter), m_x(x), m_y(y) {
        for (int role = 0; role < ladder::kTextRoleCount; ++role)
            m_fonts[static_cast<std::size_t>(role)] = fontOf(static_cast<ladder::TextRole>(role));
    }

    void operator()(const ladder::Line& line) {
        QPen pen(m_theme.color(line.color), line.width, Qt::SolidLine, Qt::FlatCap);
        // Patterns are counted in widths of the pen.
        if (line.stroke == Stroke::Dashed)
            pen.setDashPattern({5 / line.width, 3 / line.width});
        else if (line.stroke == Stroke::Dotted)
            pen.setDashPattern({1.5 / line.width, 3 / line.width});
        m_painter.setPen(pen);
        // A straight line of odd width lies on the middle of a row of pixels, else it is blurred over two.
        const bool isUpright = line.x1 == line.x2 || line.y1 == line.y2;
        const double half = isUpright && line.width < 2 ? 0.5 : 0;
        const double dx = line.x1 == line.x2 ? half : 0;
        const double dy = line.y1 == line.y2 ? half : 0;
        m_painter.drawLine(QPointF(m_x + line.x1 + dx, m_y + line.y1 + dy),
                           QPointF(m_x + line.x2 + dx, m_y + line.y2 + dy));
    }

    void operator()(const ladder::ArrowHead& head) {
        const double back = head.isLeftward ? head.size : -head.size;
        const QPointF tip(m_x + head.x + 0.5, m_y + head.y + 0.5);
        const QPolygonF triangle({tip, tip + QPointF(back, -head.size * 0.45), tip + QPointF(back, head.size * 0.45)});
        m_painter.setPen(head.isFilled ? QPen(Qt::NoPen) : QPen(m_theme.color(head.color), 1));
        m_painter.setBrush(head.isFilled ? QBrush(m_theme.color(head.color)) : QBrush(Qt::NoBrush));
        m_painter.drawPolygon(triangle);
    }

    void operator()(const ladder::Text& text) {
        const QFont& font = m_fonts[static_cast<std::size_t>(text.role)];
        const QString words = toQString(text.text);
        double left = m_x + text.x;
        if (text.align != Align::Left) {
            const double width = QFontMetricsF(font).horizontalAdvance(words);
            left -= text.align == Align::Right ? width : width / 2;
        }
        m_painter.setFont(font);
        m_painter.setPen(m_theme.color(text.color));
        m_painter.drawText(QPointF(left, m_y + text.y), words);
    }

    void operator()(const ladder::Rect& rect) {
        m_painter.setPen(rect.hasBorder ? QPen(m_theme.color(rect.border), 1) : QPen(Qt::NoPen));
        const QRectF area(m_x + rect.x, m_y + rect.y, rect.w, rect.h);
        m_painter.setBrush(m_theme.color(rect.fill));
        if (rect.radius > 0)
            m_painter.drawRoundedRect(area, rect.radius, rect.radius);
        else if (rect.hasBorder)
            m_painter.drawRect(area);
        else {
            // Fills lie edge to edge: smoothed edges would let a seam shine through between them.
            m_painter.setRenderHint(QPainter::Antialiasing, false);
            m_painter.fillRect(area, m_theme.color(rect.fill));
            m_painter.setRenderHint(QPainter::Antialiasing);
        }
    }

    void operator()(const ladder::MarkShape& mark) {
        const QPointF centre(m_x + mark.x, m_y + mark.y);
        m_painter.setPen(Qt::NoPen);
        m_painter.fillPath(markPath(mark.mark, mark.size).translated(centre), m_theme.color(mark.color));
    }

private:
    const Theme& m_theme;
    QPainter& m_painter;
    double m_x;
    double m_y;
    std::array<QFont, ladder::kTextRoleCount> m_fonts;
};
} // namespace

void paint(const ladder::DisplayList& list, const Theme& theme, QPainter& painter, double x, double y) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::TextAntialiasing);
    ListPainter listPainter(theme, painter, x, y);
    for (const ladder::Primitive& primitive : list.primitives)
        std::visit(listPainter, primitive);
    painter.restore();
}

} // namespace echelle::render
