#pragma once

#include "core/render/fonts.h"
#include "core/render/theme.h"
#include "core/scene/ladder_scene.h"
#include "ui/views/lane_edit.h"

#include <QAbstractScrollArea>
#include <QPointer>

#include <memory>
#include <optional>
#include <vector>

class QLineEdit;
class QMenu;

namespace echelle::ladder {
struct Highlights;
struct Hit;
class Layout;
struct Viewport;
} // namespace echelle::ladder

namespace echelle::ui {

// The ladder of some rows of the list. It draws the rows that are seen and no others, so a ladder may have any number
// of them. Lanes and notes belong to the case: the view asks for changes by its signals, and is told when they are
// made. Keys: arrows, Home, End, Page walk the messages; Space marks one, Space on another asks to compare the two; +
// and - unfold and fold retransmissions; Ctrl with the wheel zooms; the context menu has everything that the mouse can
// do.
class LadderView : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit LadderView(QWidget* parent = nullptr);
    ~LadderView() override;

    // Where events come from; nullptr: no case. Both are kept while they are set.
    void setSource(std::shared_ptr<scene::EventSource> source, std::shared_ptr<const scene::Words> words);
    [[nodiscard]] const scene::LadderScene* ladder() const { return m_scene.get(); } // nullptr: none shown
    [[nodiscard]] EventId selection() const { return m_selection; }
    [[nodiscard]] EventId marked() const { return m_marked; } // in this call or another of the case
    // Marks the selected message; on a second one asks to compare the two, on the marked one takes the mark away.
    void markOrCompare();
    [[nodiscard]] double zoom() const { return m_zoom; }
    // Where a row is on the viewport, header excluded; for tests and for pop-ups.
    [[nodiscard]] QRect rowRect(std::size_t row) const;
    [[nodiscard]] QRect laneHeaderRect(std::size_t lane) const;

    QSize sizeHint() const override { return {760, 560}; }

public Q_SLOTS:
    void setRows(const std::vector<echelle::RowId>& rows);
    void setSelection(echelle::EventId event); // shows it; says nothing
    void setTheme(echelle::render::ThemeKind kind);
    void setTimeMode(echelle::scene::TimeMode mode);
    void setZone(const std::string& zone);
    void setFolded(bool isFolded); // all retransmissions
    void setWords(std::shared_ptr<const echelle::scene::Words> words);
    void reloadLanes();
    void reloadNotes();
    void setZoom(double zoom); // 1 is 100 %; kept between 0.4 and 4

Q_SIGNALS:
    void selected(echelle::EventId event);
    void activated(echelle::EventId event); // double click or Enter
    void compareRequested(echelle::EventId first, echelle::EventId second);
    void markChanged();
    void laneChanged(const echelle::store::LaneSetting& setting);
    void peerChanged(const echelle::dialog::PeerRole& role); // the user says who a lane is
    void noteRequested(echelle::EventId event);
    void hoverTextChanged(const QString& text); // for the status bar; plain text
    void zoomChanged(double zoom);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    // A lane header that is being dragged.
    struct LaneDrag {
        std::size_t lane = 0;
        QPoint start;
        QPoint now;
        bool isMoving = false; // far enough from where it was pressed
    };
    // Where a dragged lane would go: onto another lane, or before the lane with this index.
    struct LaneDrop {
        std::size_t lane = 0;
        bool isMerge = false;
    };

    void rebuildScene();
    void relayout();
    void updateBars();
    void settingsChanged(scene::Settings settings);

    [[nodiscard]] int headerPixels() const;
    [[nodiscard]] int columnsPixels() const;
    [[nodiscard]] ladder::Viewport visiblePart() const;
    [[nodiscard]] ladder::Highlights highlights() const;
    [[nodiscard]] double toLaneX(double viewportX) const;
    [[nodiscard]] std::int64_t toRowY(double viewportY) const;
    [[nodiscard]] std::optional<ladder::Hit> hitAt(const QPoint& pos) const;
    [[nodiscard]] std::optional<std::size_t> laneHeaderAt(const QPoint& pos) const;
    [[nodiscard]] LaneDrop dropAt(const QPoint& pos) const;
    void paintHint(QPainter& painter) const;
    void paintDrag(QPainter& painter) const;

    void setCurrentRow(std::size_t row);
    void step(int direction, std::size_t from, bool isIncluded);
    void showRow(std::size_t row);
    void setHovered(std::optional<std::size_t> row);
    [[nodiscard]] QString hoverText(std::size_t row) const;
    void unfold(std::size_t row, bool isUnfolded);
    void describeSelection();

    void request(const LaneSettings& changes);
    void startRename(std::size_t lane);
    void fillLaneMenu(QMenu& menu, std::size_t lane);
    void fillRowMenu(QMenu& menu, std::size_t row);
    void fillPeerMenu(QMenu& menu, const scene::SceneLane& lane);
    void fillLanesMenu(QMenu& menu);
    [[nodiscard]] LaneSettings laneSettings() const;
    [[nodiscard]] QString laneTitle(const scene::SceneLane& lane) const;

    std::shared_ptr<scene::EventSource> m_source;
    std::shared_ptr<const scene::Words> m_words;
    std::vector<RowId> m_rows;
    scene::Settings m_settings;
    std::unique_ptr<scene::LadderScene> m_scene;
    render::FontMeasurer m_measurer;
    std::unique_ptr<ladder::Layout> m_layout; // of m_scene
    render::ThemeKind m_theme;

    double m_zoom = 1;
    std::int64_t m_top = 0; // of the rows that are seen, in the layout's units
    double m_left = 0;      // of the lanes that are seen
    EventId m_selection;
    EventId m_marked;
    std::optional<std::size_t> m_hovered;
    std::uint64_t m_litTransaction = 0;
    std::optional<LaneDrag> m_drag;
    QPointer<QLineEdit> m_nameEdit;
    bool m_isUpdatingBars = false;
};

} // namespace echelle::ui
