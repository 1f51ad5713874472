#include "ui/views/overview_panel.h"

#include "ui/models/case_document.h"
#include "ui/views/failure_strip.h"
#include "ui/views/look.h"
#include "ui/views/timeline_plot.h"

#include <QVBoxLayout>

namespace echelle::ui {

namespace {
constexpr int kPlotHeight = 72;
}

OverviewPanel::OverviewPanel(CaseDocument* document, QWidget* parent)
    : QWidget(parent), m_plot(new TimelinePlot(document)), m_causes(new FailureStrip(document)) {
    m_plot->setFixedHeight(kPlotHeight);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_plot);
    layout->addWidget(m_causes);
    connect(document, &CaseDocument::caseChanged, this, &OverviewPanel::refresh);
    connect(document, &CaseDocument::filterChanged, this, &OverviewPanel::refresh);
}

void OverviewPanel::refresh() {
    m_plot->refresh();
    m_causes->refresh();
}

} // namespace echelle::ui
