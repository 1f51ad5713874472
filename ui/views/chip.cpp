#include "ui/views/chip.h"

#include "ui/views/look.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace echelle::ui {

namespace {
constexpr int kMark = 12;
constexpr int kPadding = 2 * kGrid;
constexpr int kGap = kGrid;
} // namespace

Chip::Chip(QWidget* parent) : QAbstractButton(parent) {
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Chip::setState(dialog::RowState state) {
    m_state = state;
    updateGeometry();
}

void Chip::setTone(Tone tone) {
    m_tone = tone;
    updateGeometry();
}

void Chip::setCount(std::uint64_t count) {
    m_count = count;
    setAccessibleName(text() + u' ' + countText());
    updateGeometry();
    update();
}

void Chip::setLabel(const QString& label) {
    setText(label);
    setAccessibleName(m_count ? label + u' ' + countText() : label);
    updateGeometry();
}

void Chip::setMaxTextWidth(int width) {
    m_maxTextWidth = width;
    updateGeometry();
}

void Chip::setQuiet(bool isQuiet) {
    m_isQuiet = isQuiet;
    setCheckable(!isQuiet);
    setFocusPolicy(isQuiet ? Qt::NoFocus : Qt::TabFocus);
}

QString Chip::shownText() const {
    return fontMetrics().elidedText(text(), Qt::ElideRight, m_maxTextWidth);
}
QString Chip::countText() const {
    return m_count ? Words::count(*m_count) : QString();
}

QSize Chip::sizeHint() const {
    int width = 2 * kPadding + fontMetrics().horizontalAdvance(shownText());
    if (hasMark())
        width += kMark + kGap;
    if (m_count)
        width += kGap + fontMetrics().horizontalAdvance(countText());
    return {width, fontMetrics().height() + 2 * kGrid};
}

void Chip::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        updateGeometry();
    QAbstractButton::changeEvent(event);
}

void Chip::paintEvent(QPaintEvent*) {
    using ladder::ColorRole;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPalette& p = palette();
    ColorRole fill = m_isQuiet || !(underMouse() || isDown()) ? ColorRole::BadgeFill : ColorRole::HoldFill;
    if (isChecked())
        fill = ColorRole::SelectionFill;
    painter.setBrush(color(fill, p));
    painter.setPen(isChecked() || hasFocus() ? QPen(color(ColorRole::Accent, p), hasFocus() ? 2 : 1) : QPen(Qt::NoPen));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), kGrid, kGrid);

    double x = kPadding;
    if (hasMark()) {
        const QRectF square(x, (height() - kMark) / 2.0, kMark, kMark);
        if (m_state)
            paintState(painter, square, *m_state, p);
        else
            paintTone(painter, square, *m_tone, p);
        x += kMark + kGap;
    }
    painter.setPen(color(ColorRole::Text, p));
    const QString shown = shownText();
    const QRectF line(x, 0, width() - x, height());
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
    if (m_count) {
        painter.setPen(color(ColorRole::TextMuted, p));
        painter.drawText(line.adjusted(fontMetrics().horizontalAdvance(shown) + kGap, 0, 0, 0),
                         Qt::AlignVCenter | Qt::AlignLeft, countText());
    }
}

} // namespace echelle::ui
