#pragma once

#include "core/store/case_types.h"
#include "ui/views/plot_widget.h"

#include <vector>

namespace echelle::ui {

class CaseDocument;

// Rows by outcome over time, in stacked bars, failures lowest. Dragging over it keeps the rows that start in that
// range; a click or Esc shows all again.
class TimelinePlot : public QCustomPlot {
    Q_OBJECT

public:
    explicit TimelinePlot(CaseDocument* document, QWidget* parent = nullptr);

    void refresh();
    void applyTheme();
    // Marks the time of the selected row; invalid: none.
    void setCursor(Timestamp time);

    // The range of pixels as a range of time: what a drag does.
    void chooseRange(int left, int right);
    void clearRange();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void showRange();
    [[nodiscard]] int bucketCount() const;
    [[nodiscard]] double firstSecond() const { return static_cast<double>(m_first.ns) / 1e9; }

    CaseDocument* m_document;     // the window's
    std::vector<QCPBars*> m_bars; // owned by the plot, one per tone, lowest first
    QCPItemRect* m_range = nullptr;
    QCPItemLine* m_cursor = nullptr;
    Timestamp m_first{0};
    Duration m_bucket = Duration::seconds(1);
    int m_buckets = 0;
    QPoint m_pressed;
};

} // namespace echelle::ui
