#include "core/render/mark_path.h"

#include <QPainterPathStroker>

namespace echelle::render {

namespace {
using ladder::Mark;

QPainterPath disc(double size) {
    QPainterPath path;
    path.addEllipse(QPointF(0, 0), size / 2, size / 2);
    return path;
}

// Strokes of a sign, thick enough to be seen when cut out of a shape of that size.
QPainterPath stroked(const QPainterPath& lines, double width) {
    QPainterPathStroker stroker;
    stroker.setWidth(width);
    stroker.setCapStyle(Qt::RoundCap);
    stroker.setJoinStyle(Qt::RoundJoin);
    return stroker.createStroke(lines);
}

QPainterPath lines(std::initializer_list<std::initializer_list<QPointF>> strokes) {
    QPainterPath path;
    for (const auto& stroke : strokes) {
        path.moveTo(*stroke.begin());
        for (auto point = stroke.begin() + 1; point != stroke.end(); ++point)
            path.lineTo(*point);
    }
    return path;
}

QPainterPath dot(double x, double y, double radius) {
    QPainterPath path;
    path.addEllipse(QPointF(x, y), radius, radius);
    return path;
}
} // namespace

QPainterPath markPath(Mark mark, double size) {
    const double u = size / 14; // drawn on a grid of 14
    const double pen = 1.9 * u;
    switch (mark) {
    case Mark::Cross: {
        const double a = 2.7 * u;
        return disc(size).subtracted(stroked(lines({{{-a, -a}, {a, a}}, {{-a, a}, {a, -a}}}), pen));
    }
    case Mark::Exclamation: {
        QPainterPath triangle;
        triangle.addPolygon(QPolygonF({QPointF(0, -6.2 * u), QPointF(6.8 * u, 5.8 * u), QPointF(-6.8 * u, 5.8 * u)}));
        triangle.closeSubpath();
        const QPainterPath body = triangle.united(stroked(triangle, 1.2 * u));
        return body.subtracted(stroked(lines({{{0, -1.6 * u}, {0, 1.7 * u}}}), 1.7 * u))
            .subtracted(dot(0, 4.2 * u, 1.05 * u));
    }
    case Mark::Check:
        return disc(size).subtracted(
            stroked(lines({{{-3.2 * u, 0.2 * u}, {-0.9 * u, 2.5 * u}, {3.3 * u, -2.4 * u}}}), pen));
    case Mark::Barred: {
        QPainterPath hole;
        hole.addEllipse(QPointF(0, 0), size / 2 - pen, size / 2 - pen);
        const double a = 4.2 * u;
        return disc(size).subtracted(hole).united(stroked(lines({{{-a, a}, {a, -a}}}), pen));
    }
    case Mark::Information:
        return disc(size)
            .subtracted(stroked(lines({{{0, -0.6 * u}, {0, 3.4 * u}}}), 1.8 * u))
            .subtracted(dot(0, -3.6 * u, 1.15 * u));
    case Mark::Note: {
        QPainterPath sheet;
        sheet.addRoundedRect(QRectF(-5.5 * u, -5.5 * u, 11 * u, 11 * u), 1.5 * u, 1.5 * u);
        return sheet.subtracted(stroked(
            lines({{{-2.8 * u, -2 * u}, {2.8 * u, -2 * u}}, {{-2.8 * u, 1.6 * u}, {1.4 * u, 1.6 * u}}}), 1.5 * u));
    }
    case Mark::None:
        break;
    }
    return {};
}

} // namespace echelle::render
