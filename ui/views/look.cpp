#include "ui/views/look.h"

#include "core/render/fonts.h"
#include "core/render/mark_path.h"
#include "core/render/theme.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {

ladder::Mark markOf(Tone tone) {
    switch (tone) {
    case Tone::Failure:
        return ladder::Mark::Cross;
    case Tone::Warning:
        return ladder::Mark::Exclamation;
    case Tone::Good:
        return ladder::Mark::Check;
    case Tone::Neutral:
        break;
    }
    return ladder::Mark::Information;
}

void paintMark(QPainter& painter, const QRectF& square, ladder::Mark mark, const QColor& fill) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(square.center());
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPath(render::markPath(mark, std::min(square.width(), square.height())));
    painter.restore();
}

// A ring: begun, or seen in part; with an arrow: sent elsewhere.
void paintRing(QPainter& painter, const QRectF& square, bool hasArrow, bool isDashed, const QColor& line) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double inset = square.width() * 0.11;
    painter.setPen(QPen(line, square.width() * 0.12, isDashed ? Qt::DotLine : Qt::SolidLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(square.adjusted(inset, inset, -inset, -inset));
    if (hasArrow) {
        const QPointF c = square.center();
        const double r = square.width() * 0.2;
        painter.setPen(QPen(line, square.width() * 0.12, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(
            QPolygonF{{c.x() - r * 0.5, c.y() - r}, {c.x() + r * 0.6, c.y()}, {c.x() - r * 0.5, c.y() + r}});
    }
    painter.restore();
}

QPixmap svgPixmap(const QByteArray& svg, const QColor& ink, int size) {
    QByteArray colored = svg;
    colored.replace("currentColor", ink.name().toLatin1());
    QSvgRenderer renderer(colored);
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    return pixmap;
}

} // namespace

const QColor& color(ladder::ColorRole role, const QPalette& palette) {
    return render::theme(render::themeOf(palette)).color(role);
}

const QColor& toneColor(Tone tone, const QPalette& palette) {
    switch (tone) {
    case Tone::Failure:
        return color(ladder::ColorRole::Failure, palette);
    case Tone::Warning:
        return color(ladder::ColorRole::Warning, palette);
    case Tone::Good:
        return color(ladder::ColorRole::Good, palette);
    case Tone::Neutral:
        break;
    }
    return color(ladder::ColorRole::NeutralMark, palette);
}

QFont smallFont(const QFont& base) {
    QFont font = base;
    font.setPointSizeF(base.pointSizeF() * 0.88);
    return font;
}

QFont titleFont(const QFont& base) {
    QFont font = base;
    font.setPointSizeF(base.pointSizeF() * 1.25);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont strongFont(const QFont& base) {
    QFont font = base;
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont monoFont(const QFont& base) {
    QFont font(render::monoFamily());
    font.setStyleHint(QFont::Monospace);
    font.setPointSizeF(base.pointSizeF() * 0.92);
    return font;
}

void paintTone(QPainter& painter, const QRectF& square, Tone tone, const QPalette& palette) {
    paintMark(painter, square, markOf(tone), toneColor(tone, palette));
}

void paintState(QPainter& painter, const QRectF& square, dialog::RowState state, const QPalette& palette) {
    const QColor& ink = toneColor(toneOf(state), palette);
    switch (state) {
    case dialog::RowState::Answered:
    case dialog::RowState::Succeeded:
        return paintMark(painter, square, ladder::Mark::Check, ink);
    case dialog::RowState::Failed:
        return paintMark(painter, square, ladder::Mark::Cross, ink);
    case dialog::RowState::Unanswered:
        return paintMark(painter, square, ladder::Mark::Exclamation, ink);
    case dialog::RowState::Busy:
    case dialog::RowState::Declined:
    case dialog::RowState::Cancelled:
        return paintMark(painter, square, ladder::Mark::Barred, ink);
    case dialog::RowState::Redirected:
        return paintRing(painter, square, true, false, ink);
    case dialog::RowState::InProgress:
        return paintRing(painter, square, false, false, ink);
    case dialog::RowState::Incomplete:
        return paintRing(painter, square, false, true, ink);
    }
}

QIcon toneIcon(Tone tone, const QPalette& palette) {
    QIcon result;
    for (const int size : {16, 32}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paintTone(painter, QRectF(size * 0.0625, size * 0.0625, size * 0.875, size * 0.875), tone, palette);
        painter.end();
        for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Selected})
            result.addPixmap(pixmap, mode);
    }
    return result;
}

QIcon icon(const QString& name, const QPalette& palette) {
    QFile file(u":/icons/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray svg = file.readAll();
    QIcon result;
    for (const int size : {16, 20, 32, 40}) {
        result.addPixmap(svgPixmap(svg, color(ladder::ColorRole::Text, palette), size), QIcon::Normal);
        result.addPixmap(svgPixmap(svg, color(ladder::ColorRole::Lifeline, palette), size), QIcon::Disabled);
    }
    return result;
}

void makeSecondary(QWidget* label) {
    label->setFont(smallFont(label->font()));
    label->setForegroundRole(QPalette::PlaceholderText);
}

void makeTitle(QWidget* label) {
    label->setFont(titleFont(label->font()));
}

} // namespace echelle::ui
