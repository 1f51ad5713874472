#pragma once

#include <QWidget>

namespace echelle::ui {

class CaseDocument;
class FailureStrip;
class TimelinePlot;

// The first look: calls by outcome over time, and the causes of failures.
class OverviewPanel : public QWidget {
    Q_OBJECT

public:
    explicit OverviewPanel(CaseDocument* document, QWidget* parent = nullptr);

    [[nodiscard]] TimelinePlot* plot() const { return m_plot; }
    [[nodiscard]] FailureStrip* causes() const { return m_causes; }
    void refresh();

private:
    TimelinePlot* m_plot;
    FailureStrip* m_causes;
};

} // namespace echelle::ui
