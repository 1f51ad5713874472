#pragma once

#include "core/base/ids.h"

#include <QTableView>

#include <vector>

namespace echelle::ui {

class CallDelegate;
class RowTableModel;

// The list of calls. Narrow, each call is a cell of two lines; wide, a line over sortable columns.
class CallListView : public QTableView {
    Q_OBJECT

public:
    explicit CallListView(RowTableModel* model, QWidget* parent = nullptr);

    // Shows a row as the current one, and nothing where the filter hides it; rowChosen is not emitted.
    void showRow(RowId id);
    void sortBy(int column, Qt::SortOrder order);
    // All that are selected, in the order of the list; the current one among them.
    [[nodiscard]] std::vector<RowId> selectedRows() const;
    [[nodiscard]] bool isCompact() const { return m_isCompact; }

Q_SIGNALS:
    void rowChosen(echelle::RowId id);
    void rowActivated(echelle::RowId id); // Enter or double click: on to the ladder

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void setCompact(bool isCompact);
    void applyHeights();

    RowTableModel* m_rows; // owned by the window
    CallDelegate* m_delegate;
    bool m_isCompact = true;
    bool m_isShowing = false;
};

} // namespace echelle::ui
