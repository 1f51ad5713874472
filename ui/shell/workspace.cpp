#include "ui/shell/workspace.h"

#include "ui/models/case_document.h"
#include "ui/models/row_table_model.h"
#include "ui/shell/selection.h"
#include "ui/views/call_list_view.h"
#include "ui/views/call_panel.h"
#include "ui/views/detail_panel.h"
#include "ui/views/find_bar.h"
#include "ui/views/ladder_panel.h"
#include "ui/views/ladder_view.h"
#include "ui/views/message_view.h"
#include "ui/views/notes_panel.h"
#include "ui/views/overview_panel.h"
#include "ui/views/timeline_plot.h"

#include <QDataStream>
#include <QSplitter>
#include <QVBoxLayout>

namespace echelle::ui {

Workspace::Workspace(CaseDocument* document, Selection* selection, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_selection(selection)
    , m_overview(new OverviewPanel(document))
    , m_calls(new CallPanel(document))
    , m_ladder(new LadderPanel(document))
    , m_detail(new DetailPanel(document))
    , m_columns(new QSplitter(Qt::Horizontal)) {
    m_columns->addWidget(m_calls);
    m_columns->addWidget(m_ladder);
    m_columns->addWidget(m_detail);
    m_columns->setChildrenCollapsible(false);
    m_columns->setStretchFactor(0, 0);
    m_columns->setStretchFactor(1, 1);
    m_columns->setStretchFactor(2, 0);
    m_columns->setSizes({340, 700, 400});
    m_columns->setHandleWidth(1);
    m_calls->setMinimumWidth(240);
    m_ladder->setMinimumWidth(440); // two lanes and the columns of number and time
    m_detail->setMinimumWidth(280);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(1);
    layout->addWidget(m_overview);
    layout->addWidget(m_columns, 1);

    connect(selection, &Selection::changed, this, &Workspace::showSelection);
    connect(document, &CaseDocument::caseChanged, this, [this] {
        m_selection->clear();
        showFirstRow();
    });
    connect(document, &CaseDocument::filterChanged, this, [this] {
        m_calls->list()->showRow(m_selection->row());
        if (!m_selection->row().isValid())
            showFirstRow();
    });
    connect(m_calls->rows(), &QAbstractItemModel::layoutChanged, this, &Workspace::showSelection);
    connect(m_calls->list(), &CallListView::rowChosen, this, &Workspace::selectRow);
    connect(m_calls->list(), &CallListView::rowActivated, m_ladder->ladder(),
            [this] { m_ladder->ladder()->setFocus(); });
    connect(m_ladder->ladder(), &LadderView::selected, this,
            [this](EventId event) { m_selection->select(m_selection->row(), event); });
    connect(m_ladder->findBar(), &FindBar::hitChosen, this, &Workspace::showHit);
    connect(m_detail, &DetailPanel::eventChosen, this, &Workspace::selectEvent);
    connect(m_detail->notes(), &NotesPanel::noteChosen, this, [this](EventId event, RowId row) {
        if (event.isValid())
            selectEvent(event);
        else
            selectRow(row);
    });
}

void Workspace::showFirstRow() {
    // The first look answers which call failed first and why.
    if (!m_document->isOpen())
        return;
    const RowTableModel* rows = m_calls->rows();
    RowId chosen = rows->idAt(0);
    const auto firstFailed = [this, rows](std::vector<dialog::RowKind> kinds) {
        store::RowFilter failed = m_document->filter();
        failed.states = {dialog::RowState::Failed};
        failed.kinds = std::move(kinds);
        const auto found = m_document->reader().rows(failed, store::RowSort::Start, false, 0, 1);
        return found.empty() || rows->rowOf(found.front().facts.id) < 0 ? RowId{} : found.front().facts.id;
    };
    if (const RowId call = firstFailed({dialog::RowKind::Call}); call.isValid())
        chosen = call;
    else if (const RowId other = firstFailed({}); other.isValid())
        chosen = other;
    else if (const RowId told = mostTelling(); told.isValid())
        chosen = told;
    selectRow(chosen);
}

RowId Workspace::mostTelling() const {
    // Sorting by state puts the row with the gravest finding first.
    const auto gravest = m_document->reader().rows(m_document->filter(), store::RowSort::State, false, 0, 1);
    const bool isTelling = !gravest.empty() && gravest.front().worst > rules::Severity::None;
    return isTelling ? gravest.front().facts.id : RowId{};
}

EventId Workspace::tellingEvent(RowId row) const {
    store::CaseReader& reader = m_document->reader();
    if (const auto failing = reader.failingEvents({row}); !failing.empty())
        return failing.front();
    for (const rules::Finding& finding : reader.findings({row}))
        if (finding.severity > rules::Severity::None && !finding.proof.empty())
            return finding.proof.front();
    const auto record = reader.row(row);
    return record ? record->facts.firstEvent : EventId{};
}

void Workspace::selectRow(RowId row) {
    if (!row.isValid() || !m_document->isOpen())
        return;
    m_selection->select(row, tellingEvent(row));
}

void Workspace::selectEvent(EventId id) {
    if (!m_document->isOpen())
        return;
    if (const auto event = m_document->reader().event(id))
        m_selection->select(event->row, id);
}

void Workspace::showHit(const find::Hit& hit) {
    m_selection->select(hit.row, hit.event);
    m_detail->message()->tabs()->setCurrentIndex(0);
    m_detail->message()->markBytes(hit.match.offset, hit.match.length);
}

void Workspace::stepRow(int direction) {
    const RowTableModel* rows = m_calls->rows();
    const int next = rows->rowOf(m_selection->row()) + direction;
    if (next >= 0 && next < rows->rowCount())
        selectRow(rows->idAt(next));
}

void Workspace::selectNextFailure() {
    const RowTableModel* rows = m_calls->rows();
    if (const int next = rows->nextFailed(rows->rowOf(m_selection->row())); next >= 0)
        selectRow(rows->idAt(next));
}

void Workspace::showSelection() {
    const RowId row = m_selection->row();
    m_calls->list()->showRow(row);
    m_ladder->showSelection(row, m_selection->event());
    m_detail->showSelection(row, m_selection->event());
    const auto record = row.isValid() && m_document->isOpen() ? m_document->reader().row(row) : std::nullopt;
    m_overview->plot()->setCursor(record ? record->facts.start : Timestamp{});
}

void Workspace::retranslate() {
    m_overview->refresh();
    m_calls->retranslate();
    m_ladder->retranslate();
    m_detail->retranslate();
}

QByteArray Workspace::saveState() const {
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << m_columns->saveState() << m_detail->saveState();
    return state;
}

void Workspace::restoreState(const QByteArray& state) {
    QByteArray columns;
    QByteArray detail;
    QDataStream stream(state);
    stream >> columns >> detail;
    if (stream.status() != QDataStream::Ok)
        return;
    m_columns->restoreState(columns);
    m_detail->restoreState(detail);
}

} // namespace echelle::ui
