#include "ui/views/call_list_view.h"

#include "ui/models/row_table_model.h"
#include "ui/views/call_delegate.h"
#include "ui/views/look.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

namespace echelle::ui {

namespace {
constexpr int kWide = 640; // from here on columns are readable
}

CallListView::CallListView(RowTableModel* model, QWidget* parent)
    : QTableView(parent), m_rows(model), m_delegate(new CallDelegate(this)) {
    setModel(model);
    setItemDelegate(m_delegate);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSortIndicator(RowTableModel::StartColumn, Qt::AscendingOrder);
    setSortingEnabled(true);
    setCompact(true);
    connect(this, &QTableView::doubleClicked, this,
            [this](const QModelIndex& index) { Q_EMIT rowActivated(m_rows->idAt(index.row())); });
}

void CallListView::setCompact(bool isCompact) {
    m_isCompact = isCompact;
    m_delegate->setCompact(isCompact);
    for (int column = 1; column < RowTableModel::ColumnCount; ++column)
        setColumnHidden(column, isCompact);
    QHeaderView* header = horizontalHeader();
    header->setVisible(!isCompact);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(isCompact ? static_cast<int>(RowTableModel::StateColumn)
                                           : static_cast<int>(RowTableModel::OutcomeColumn),
                                 QHeaderView::Stretch);
    if (!isCompact) {
        const int unit = fontMetrics().averageCharWidth();
        const int widths[] = {17, 13, 20, 20, 0, 11, 11};
        for (int column = 0; column < RowTableModel::ColumnCount; ++column)
            if (widths[column] > 0)
                setColumnWidth(column, widths[column] * unit);
    }
    applyHeights();
}

void CallListView::applyHeights() {
    verticalHeader()->setDefaultSectionSize(m_delegate->rowHeight(font()));
}

void CallListView::resizeEvent(QResizeEvent* event) {
    const bool isNarrow = width() < kWide;
    if (isNarrow != m_isCompact)
        setCompact(isNarrow);
    QTableView::resizeEvent(event);
}

void CallListView::changeEvent(QEvent* event) {
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        applyHeights();
}

void CallListView::sortBy(int column, Qt::SortOrder order) {
    sortByColumn(column, order);
}

void CallListView::showRow(RowId id) {
    const int row = id.isValid() ? m_rows->rowOf(id) : -1;
    if (row == currentIndex().row() && row >= 0)
        return;
    m_isShowing = true;
    setCurrentIndex(row < 0 ? QModelIndex() : m_rows->index(row, 0));
    if (row < 0)
        clearSelection();
    m_isShowing = false;
}

std::vector<RowId> CallListView::selectedRows() const {
    std::vector<int> rows;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        rows.push_back(index.row());
    std::sort(rows.begin(), rows.end());
    std::vector<RowId> ids;
    for (const int row : rows)
        ids.push_back(m_rows->idAt(row));
    return ids;
}

void CallListView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    if (!m_isShowing && current.isValid() && current.row() != previous.row())
        Q_EMIT rowChosen(m_rows->idAt(current.row()));
}

void CallListView::keyPressEvent(QKeyEvent* event) {
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT rowActivated(m_rows->idAt(currentIndex().row()));
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace echelle::ui
