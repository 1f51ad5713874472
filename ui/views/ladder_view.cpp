#include "ui/views/ladder_view.h"

#include "core/ladder/draw.h"
#include "core/ladder/hit_test.h"
#include "core/ladder/metrics.h"
#include "core/render/list_painter.h"
#include "ui/views/scroll_map.h"

#include <QAccessible>
#include <QLineEdit>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace echelle::ui {

namespace {
constexpr double kZoomMin = 0.4;
constexpr double kZoomMax = 4;
using ladder::ColorRole;
} // namespace

LadderView::LadderView(QWidget* parent) : QAbstractScrollArea(parent), m_theme(render::themeOf(palette())) {
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Ladder"));
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    updateBars();
}

LadderView::~LadderView() = default;

void LadderView::setSource(std::shared_ptr<scene::EventSource> source, std::shared_ptr<const scene::Words> words) {
    m_scene.reset(); // it reads from the source that goes
    m_layout.reset();
    m_source = std::move(source);
    m_words = std::move(words);
    m_rows.clear();
    m_marked = {};
    rebuildScene();
}

void LadderView::setRows(const std::vector<RowId>& rows) {
    m_rows = rows;
    m_settings.unfolded.clear();
    m_top = 0;
    m_left = 0;
    m_selection = {}; // the mark stays: the other message may be in another call
    rebuildScene();
}

void LadderView::rebuildScene() {
    m_hovered.reset();
    m_litTransaction = 0;
    m_drag.reset();
    delete m_nameEdit;
    m_scene.reset();
    // No rows mean all to a source; to the view they mean that nothing is chosen.
    if (m_source && m_words && !m_rows.empty())
        m_scene = std::make_unique<scene::LadderScene>(m_source, m_words, m_rows, m_settings);
    relayout();
}

void LadderView::setTheme(render::ThemeKind kind) {
    m_theme = kind;
    viewport()->update();
}

void LadderView::settingsChanged(scene::Settings settings) {
    m_settings = std::move(settings);
    m_hovered.reset();
    if (m_scene)
        m_scene->setSettings(m_settings);
    relayout();
}

void LadderView::setTimeMode(scene::TimeMode mode) {
    scene::Settings settings = m_settings;
    settings.timeMode = mode;
    settingsChanged(std::move(settings));
}

void LadderView::setZone(const std::string& zone) {
    scene::Settings settings = m_settings;
    settings.zone = zone;
    settingsChanged(std::move(settings));
}

void LadderView::setFolded(bool isFolded) {
    scene::Settings settings = m_settings;
    settings.isFolded = isFolded;
    settings.unfolded.clear();
    settingsChanged(std::move(settings));
}

void LadderView::unfold(std::size_t row, bool isUnfolded) {
    const std::optional<EventId> first = m_scene->firstSendOf(m_scene->eventOf(row));
    if (!first || !m_settings.isFolded)
        return;
    scene::Settings settings = m_settings;
    if (isUnfolded)
        settings.unfolded.insert(*first);
    else
        settings.unfolded.erase(*first);
    settingsChanged(std::move(settings));
    if (const auto shown = m_scene->rowOf(m_selection))
        showRow(*shown);
}

void LadderView::setWords(std::shared_ptr<const scene::Words> words) {
    m_words = std::move(words);
    if (m_scene)
        m_scene->setWords(m_words);
    setAccessibleName(tr("Ladder"));
    relayout();
    describeSelection();
}

void LadderView::reloadLanes() {
    m_drag.reset();
    if (m_scene)
        m_scene->reloadLanes();
    relayout();
}

void LadderView::reloadNotes() {
    if (m_scene)
        m_scene->reloadNotes();
    relayout();
    if (const auto row = m_scene && m_selection.isValid() ? m_scene->rowOf(m_selection) : std::nullopt)
        showRow(*row); // a note makes it higher
}

void LadderView::setZoom(double zoom) {
    zoom = std::clamp(zoom, kZoomMin, kZoomMax);
    if (zoom == m_zoom)
        return;
    m_zoom = zoom;
    relayout();
    Q_EMIT zoomChanged(m_zoom);
}

// The event at the top stays there.
void LadderView::relayout() {
    EventId anchor;
    std::int64_t below = 0;
    if (m_layout && m_scene) {
        if (const auto row = m_layout->rowAt(m_top); row && *row < m_scene->rowCount()) {
            anchor = m_scene->eventOf(*row);
            below = m_top - m_layout->rowTop(*row);
        }
    }
    m_layout.reset();
    if (m_scene) {
        const double available = viewport()->width() / m_zoom;
        m_layout = std::make_unique<ladder::Layout>(*m_scene, m_measurer, ladder::LayoutOptions{available, true, true});
        if (const auto row = anchor.isValid() ? m_scene->rowOf(anchor) : std::nullopt)
            m_top = m_layout->rowTop(*row) + below;
    }
    updateBars();
    viewport()->update();
}

void LadderView::updateBars() {
    m_isUpdatingBars = true;
    const std::int64_t total = m_layout ? m_layout->height() : 0;
    const auto page = static_cast<std::int64_t>((viewport()->height() - headerPixels()) / m_zoom);
    const ScrollMap map(total, page);
    m_top = map.bounded(m_top);
    verticalScrollBar()->setRange(0, map.maximum());
    verticalScrollBar()->setPageStep(
        static_cast<int>(std::clamp<std::int64_t>(page - ladder::metrics::kArrowRow, 1, 1 << 20)));
    verticalScrollBar()->setSingleStep(ladder::metrics::kArrowRow);
    verticalScrollBar()->setValue(map.toBar(m_top));

    const double width = m_layout ? m_layout->lanesWidth() : 0;
    const double shown = (viewport()->width() - columnsPixels()) / m_zoom;
    const int widest = static_cast<int>(std::clamp(std::ceil(width - shown), 0.0, 1e9));
    m_left = std::clamp(m_left, 0.0, static_cast<double>(widest));
    horizontalScrollBar()->setRange(0, widest);
    horizontalScrollBar()->setPageStep(std::max(1, static_cast<int>(shown)));
    horizontalScrollBar()->setSingleStep(40);
    horizontalScrollBar()->setValue(static_cast<int>(m_left));
    m_isUpdatingBars = false;
}

void LadderView::scrollContentsBy(int, int) {
    if (m_isUpdatingBars)
        return;
    const auto page = static_cast<std::int64_t>((viewport()->height() - headerPixels()) / m_zoom);
    m_top = ScrollMap(m_layout ? m_layout->height() : 0, page).toPosition(verticalScrollBar()->value());
    m_left = horizontalScrollBar()->value();
    viewport()->update();
}

void LadderView::resizeEvent(QResizeEvent*) {
    relayout();
}

int LadderView::headerPixels() const {
    return m_layout ? static_cast<int>(std::ceil(ladder::metrics::kHeader * m_zoom)) : 0;
}

int LadderView::columnsPixels() const {
    return m_layout ? static_cast<int>(std::ceil(m_layout->columnsWidth() * m_zoom)) : 0;
}

ladder::Viewport LadderView::visiblePart() const {
    const double height = (viewport()->height() - headerPixels()) / m_zoom;
    const double width = (viewport()->width() - columnsPixels()) / m_zoom;
    return {m_top, m_top + static_cast<std::int64_t>(std::ceil(std::max(height, 0.0))), m_left, m_left + width};
}

ladder::Highlights LadderView::highlights() const {
    ladder::Highlights rows;
    rows.selected = m_selection.isValid() ? m_scene->rowOf(m_selection) : std::nullopt;
    rows.marked = m_marked.isValid() ? m_scene->rowOf(m_marked) : std::nullopt;
    rows.hovered = m_hovered;
    rows.litTransaction = m_litTransaction;
    return rows;
}

double LadderView::toLaneX(double viewportX) const {
    return (viewportX - columnsPixels()) / m_zoom + m_left;
}

std::int64_t LadderView::toRowY(double viewportY) const {
    return m_top + static_cast<std::int64_t>(std::floor((viewportY - headerPixels()) / m_zoom));
}

QRect LadderView::rowRect(std::size_t row) const {
    const auto top = static_cast<double>(m_layout->rowTop(row) - m_top) * m_zoom + headerPixels();
    return QRectF(0, top, viewport()->width(), m_layout->rowHeight(row) * m_zoom).toRect();
}

QRect LadderView::laneHeaderRect(std::size_t lane) const {
    const double middle = (m_layout->laneX(lane) - m_left) * m_zoom + columnsPixels();
    const double half = (m_layout->pitch() / 2 - 4) * m_zoom;
    return QRectF(middle - half, 0, 2 * half, headerPixels()).toRect();
}

void LadderView::paintEvent(QPaintEvent*) {
    QPainter painter(viewport());
    const render::Theme& theme = render::theme(m_theme);
    painter.fillRect(viewport()->rect(), theme.color(ColorRole::Canvas));
    if (!m_scene || m_scene->rowCount() == 0) {
        paintHint(painter);
        return;
    }
    const ladder::Viewport part = visiblePart();
    const ladder::Body body = ladder::drawBody(*m_scene, *m_layout, m_measurer, part, highlights());
    const int header = headerPixels();
    const int columns = columnsPixels();
    const auto paintAt = [&](const ladder::DisplayList& list, const QRect& clip, double x, double y) {
        painter.save();
        painter.setClipRect(clip);
        painter.translate(clip.topLeft());
        painter.scale(m_zoom, m_zoom);
        render::paint(list, theme, painter, x, y);
        painter.restore();
    };
    const QRect all = viewport()->rect();
    paintAt(body.lanes, all.adjusted(columns, header, 0, 0), -m_left, 0);
    paintAt(body.columns, QRect(0, header, columns, all.height() - header), 0, 0);
    painter.fillRect(0, 0, all.width(), header, theme.color(ColorRole::HeaderFill));
    paintAt(ladder::drawHeader(*m_scene, *m_layout, m_measurer, part.left, part.right),
            QRect(columns, 0, all.width() - columns, header), -m_left, 0);
    paintAt(ladder::drawCorner(*m_scene, *m_layout, m_measurer), QRect(0, 0, columns, header), 0, 0);
    if (m_drag && m_drag->isMoving)
        paintDrag(painter);
}

void LadderView::paintHint(QPainter& painter) const {
    painter.setPen(render::theme(m_theme).color(ColorRole::TextMuted));
    const QString hint = m_scene ? tr("There is nothing to draw here: no messages, or all of their lanes are hidden.")
                                 : tr("Choose a call to see its ladder.");
    painter.drawText(viewport()->rect().adjusted(24, 24, -24, -24),
                     static_cast<int>(Qt::AlignCenter) | Qt::TextWordWrap, hint);
}

void LadderView::paintDrag(QPainter& painter) const {
    const LaneDrop drop = dropAt(m_drag->now);
    painter.setPen(QPen(render::theme(m_theme).color(ColorRole::Accent), 2));
    painter.setBrush(Qt::NoBrush);
    if (drop.isMerge) {
        painter.drawRoundedRect(laneHeaderRect(drop.lane).adjusted(1, 3, -1, -3), 4, 4);
        return;
    }
    const double between = m_layout->laneX(drop.lane) - m_layout->pitch() / 2;
    const double x = (between - m_left) * m_zoom + columnsPixels();
    painter.drawLine(QPointF(x, 4), QPointF(x, headerPixels() - 4));
}

void LadderView::setSelection(EventId event) {
    m_selection = event;
    const auto row = m_scene ? m_scene->rowOf(event) : std::nullopt;
    if (row) {
        const ladder::Viewport part = visiblePart();
        const std::int64_t top = m_layout->rowTop(*row);
        // Whoever comes from elsewhere sees what went before and what follows.
        if (top < part.top || top + m_layout->rowHeight(*row) > part.bottom)
            m_top = top - (part.bottom - part.top) / 2;
        updateBars();
        showRow(*row);
    }
    describeSelection();
    viewport()->update();
}

void LadderView::setCurrentRow(std::size_t row) {
    const EventId event = m_scene->eventOf(row);
    if (!event.isValid())
        return;
    m_selection = event;
    showRow(row);
    describeSelection();
    viewport()->update();
    Q_EMIT selected(event);
}

void LadderView::showRow(std::size_t row) {
    const std::int64_t top = m_layout->rowTop(row) - ladder::metrics::kTopSpace;
    const std::int64_t bottom = m_layout->rowTop(row) + m_layout->rowHeight(row) + ladder::metrics::kTopSpace;
    const ladder::Viewport part = visiblePart();
    if (top < part.top || bottom - top >= part.bottom - part.top)
        m_top = top;
    else if (bottom > part.bottom)
        m_top = bottom - (part.bottom - part.top);
    // Across, the label counts; it stands at the left end of the arrow.
    const double left = m_layout->laneX(m_scene->extent(row).left) - ladder::metrics::kLabelIndent;
    const double right = std::min(left + m_layout->pitch(), m_layout->lanesWidth());
    if (left < part.left)
        m_left = left;
    else if (right > part.right)
        m_left = std::min(left, right - (part.right - part.left));
    updateBars();
    viewport()->update();
}

void LadderView::describeSelection() {
    const auto row = m_scene && m_selection.isValid() ? m_scene->rowOf(m_selection) : std::nullopt;
    QString text;
    if (row) {
        const ladder::RowContent content = m_scene->content(*row);
        const auto part = [&](const std::string& utf8) {
            if (!utf8.empty())
                text += (text.isEmpty() ? QString() : QStringLiteral(", ")) + QString::fromStdString(utf8);
        };
        for (const std::string* utf8 : {&content.number, &content.time, &content.label, &content.repeat, &content.aside,
                                        &content.badge, &content.detail})
            part(*utf8);
        part(m_scene->nameOf(m_scene->lanes()[content.from]) + " → " + m_scene->nameOf(m_scene->lanes()[content.to]));
        for (const ladder::Annotation& annotation : m_scene->annotations(*row))
            part(annotation.text);
    }
    setAccessibleDescription(text);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

} // namespace echelle::ui
