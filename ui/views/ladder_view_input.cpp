// How LadderView answers keys, wheel and mouse.
#include "core/ladder/draw.h"
#include "core/ladder/hit_test.h"
#include "core/ladder/metrics.h"
#include "ui/views/ladder_view.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

#include <cmath>

namespace echelle::ui {

namespace {
constexpr double kZoomStep = 1.1;
}

void LadderView::keyPressEvent(QKeyEvent* event) {
    if (!m_scene || m_scene->rowCount() == 0) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    const auto selectedRow = m_selection.isValid() ? m_scene->rowOf(m_selection) : std::nullopt;
    const bool isSomewhere = selectedRow.has_value();
    const std::size_t here = selectedRow.value_or(0);
    const std::size_t last = m_scene->rowCount() - 1;
    const auto page = [&](int direction) {
        const ladder::Viewport part = visiblePart();
        const std::int64_t y = m_layout->rowTop(here) + direction * (part.bottom - part.top);
        return m_layout->rowAt(y).value_or(direction > 0 ? last : 0);
    };
    switch (event->key()) {
    case Qt::Key_Up:
        step(-1, isSomewhere ? here : last, !isSomewhere);
        break;
    case Qt::Key_Down:
        step(1, here, !isSomewhere);
        break;
    case Qt::Key_Home:
        step(1, 0, true);
        break;
    case Qt::Key_End:
        step(-1, last, true);
        break;
    case Qt::Key_PageUp:
        step(1, page(-1), true);
        break;
    case Qt::Key_PageDown:
        step(-1, page(1), true);
        break;
    case Qt::Key_Left:
        horizontalScrollBar()->triggerAction(QScrollBar::SliderSingleStepSub);
        break;
    case Qt::Key_Right:
        horizontalScrollBar()->triggerAction(QScrollBar::SliderSingleStepAdd);
        break;
    case Qt::Key_Space:
        markOrCompare();
        break;
    case Qt::Key_Escape:
        if (!m_marked.isValid()) {
            QAbstractScrollArea::keyPressEvent(event);
            return;
        }
        m_marked = {};
        viewport()->update();
        Q_EMIT markChanged();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (isSomewhere)
            Q_EMIT activated(m_selection);
        break;
    case Qt::Key_Plus:
    case Qt::Key_Minus:
        if (event->modifiers() & Qt::ControlModifier)
            setZoom(event->key() == Qt::Key_Plus ? m_zoom * kZoomStep : m_zoom / kZoomStep);
        else if (isSomewhere)
            unfold(here, event->key() == Qt::Key_Plus);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    event->accept();
}

// To the next row that is an event; breaks are passed over.
void LadderView::step(int direction, std::size_t from, bool isIncluded) {
    const auto rows = static_cast<std::ptrdiff_t>(m_scene->rowCount());
    auto row = static_cast<std::ptrdiff_t>(from) + (isIncluded ? 0 : direction);
    for (; row >= 0 && row < rows; row += direction) {
        if (m_scene->eventOf(static_cast<std::size_t>(row)).isValid()) {
            setCurrentRow(static_cast<std::size_t>(row));
            return;
        }
    }
}

void LadderView::markOrCompare() {
    if (!m_selection.isValid())
        return;
    const EventId first = m_marked;
    m_marked = first.isValid() ? EventId{} : m_selection; // on the marked one itself: the mark goes
    viewport()->update();
    if (first.isValid() && first != m_selection)
        Q_EMIT compareRequested(first, m_selection);
    else
        Q_EMIT markChanged();
}

void LadderView::wheelEvent(QWheelEvent* event) {
    if (!(event->modifiers() & Qt::ControlModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    // What is under the pointer stays under it.
    const double pointerY = event->position().y();
    const std::int64_t under = toRowY(pointerY);
    const double steps = event->angleDelta().y() / 120.0;
    setZoom(m_zoom * std::pow(kZoomStep, steps));
    if (m_layout) {
        m_top += under - toRowY(pointerY);
        updateBars();
        viewport()->update();
    }
    event->accept();
}

std::optional<ladder::Hit> LadderView::hitAt(const QPoint& pos) const {
    if (!m_layout || pos.y() < headerPixels())
        return std::nullopt;
    return ladder::hitTest(*m_scene, *m_layout, m_measurer, toLaneX(pos.x()), toRowY(pos.y()));
}

std::optional<std::size_t> LadderView::laneHeaderAt(const QPoint& pos) const {
    if (!m_layout || pos.y() >= headerPixels() || pos.x() < columnsPixels())
        return std::nullopt;
    return m_layout->laneAt(toLaneX(pos.x()));
}

// The middle of another lane's header takes the lane in; the space between two headers lets it in between.
LadderView::LaneDrop LadderView::dropAt(const QPoint& pos) const {
    const double x = toLaneX(pos.x());
    const double index = (x - m_layout->laneX(0)) / m_layout->pitch();
    const double nearest = std::round(index);
    const auto lanes = static_cast<double>(m_layout->laneCount());
    const bool isOnLane = nearest >= 0 && nearest < lanes && std::abs(index - nearest) < 0.25;
    if (isOnLane && static_cast<std::size_t>(nearest) != m_drag->lane)
        return {static_cast<std::size_t>(nearest), true};
    return {static_cast<std::size_t>(std::clamp(std::floor(index) + 1, 0.0, lanes)), false};
}

void LadderView::mousePressEvent(QMouseEvent* event) {
    const QPoint pos = event->position().toPoint();
    if (event->button() != Qt::LeftButton)
        return;
    if (const auto lane = laneHeaderAt(pos)) {
        m_drag = LaneDrag{*lane, pos, pos, false};
        return;
    }
    const auto hit = hitAt(pos);
    if (!hit)
        return;
    setCurrentRow(hit->row);
    if (hit->part == ladder::Hit::Part::Repeat)
        unfold(hit->row, m_scene->rowOf(m_selection) == hit->row && m_settings.unfolded.count(m_selection) == 0);
}

void LadderView::mouseMoveEvent(QMouseEvent* event) {
    const QPoint pos = event->position().toPoint();
    if (m_drag) {
        m_drag->now = pos;
        m_drag->isMoving =
            m_drag->isMoving || (pos - m_drag->start).manhattanLength() >= QApplication::startDragDistance();
        viewport()->setCursor(m_drag->isMoving ? Qt::ClosedHandCursor : Qt::ArrowCursor);
        viewport()->update();
        return;
    }
    viewport()->setCursor(laneHeaderAt(pos) ? Qt::OpenHandCursor : Qt::ArrowCursor);
    const auto row = m_layout && pos.y() >= headerPixels() ? m_layout->rowAt(toRowY(pos.y())) : std::nullopt;
    setHovered(row);
}

void LadderView::mouseReleaseEvent(QMouseEvent* event) {
    if (!m_drag || event->button() != Qt::LeftButton)
        return;
    const LaneDrag drag = *m_drag;
    const LaneDrop drop = dropAt(event->position().toPoint());
    m_drag.reset();
    viewport()->unsetCursor();
    viewport()->update();
    if (!drag.isMoving)
        return;
    if (drop.isMerge)
        request(mergedLane(*m_scene, laneSettings(), drag.lane, drop.lane));
    else
        request(movedLane(*m_scene, laneSettings(), drag.lane, drop.lane > drag.lane ? drop.lane - 1 : drop.lane));
}

void LadderView::mouseDoubleClickEvent(QMouseEvent* event) {
    const QPoint pos = event->position().toPoint();
    m_drag.reset();
    if (const auto lane = laneHeaderAt(pos))
        startRename(*lane);
    else if (const auto hit = hitAt(pos); hit && m_scene->eventOf(hit->row).isValid())
        Q_EMIT activated(m_scene->eventOf(hit->row));
}

void LadderView::setHovered(std::optional<std::size_t> row) {
    if (row == m_hovered)
        return;
    m_hovered = row;
    m_litTransaction = row ? m_scene->content(*row).transaction : 0;
    viewport()->update();
    Q_EMIT hoverTextChanged(row ? hoverText(*row) : QString());
}

QString LadderView::hoverText(std::size_t row) const {
    if (!m_scene->eventOf(row).isValid())
        return {};
    const auto span = [this](Duration d) { return QString::fromStdString(m_scene->spanText(d)); };
    const auto before = m_scene->sincePrevious(row);
    const auto after = m_scene->untilNext(row);
    if (before && after)
        return tr("%1 after the previous, %2 before the next").arg(span(*before), span(*after));
    if (before)
        return tr("%1 after the previous").arg(span(*before));
    if (after)
        return tr("%1 before the next").arg(span(*after));
    return {};
}

bool LadderView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::Leave)
        setHovered(std::nullopt);
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QString text;
    if (const auto lane = laneHeaderAt(help->pos())) {
        const scene::SceneLane& shown = m_scene->lanes()[*lane];
        text = laneTitle(shown);
        for (const std::string& address : shown.addresses)
            text += QLatin1Char('\n') + QString::fromStdString(address);
    } else if (const auto hit = hitAt(help->pos()); hit && m_scene->eventOf(hit->row).isValid()) {
        const ladder::RowContent content = m_scene->content(hit->row);
        text = QString::fromStdString(content.label);
        if (!content.detail.empty())
            text += QLatin1Char('\n') + QString::fromStdString(content.detail);
        if (const QString times = hoverText(hit->row); !times.isEmpty())
            text += QLatin1Char('\n') + times;
    }
    // Tool tips take text for HTML when it looks like it; captured text must not.
    const QString safe = text.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>"));
    QToolTip::showText(help->globalPos(),
                       text.isEmpty() ? QString() : QStringLiteral("<p style='white-space:pre'>") + safe, viewport());
    return true;
}

void LadderView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        setTheme(render::themeOf(palette()));
    QAbstractScrollArea::changeEvent(event);
}

} // namespace echelle::ui
