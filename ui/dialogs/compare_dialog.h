#pragma once

#include "core/base/ids.h"
#include "core/compare/comparison.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTreeView;

namespace echelle::ui {

class CaseDocument;
class TreeModel;

// Two calls side by side, aligned by transaction, with what differs beneath each message. Stays open beside the window
// until it is closed or another case comes.
class CompareDialog : public QDialog {
    Q_OBJECT

public:
    // The document outlives the dialog.
    CompareDialog(CaseDocument* document, RowId a, RowId b, QWidget* parent = nullptr);

    [[nodiscard]] QTreeView* tree() const { return m_tree; }
    [[nodiscard]] QString headline() const;

Q_SIGNALS:
    void eventChosen(echelle::EventId event); // a double click, or Enter

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void goToFirst();
    void choose(const QModelIndex& index);
    [[nodiscard]] QString callLine(RowId id) const;

    CaseDocument* m_document; // the window's
    RowId m_rowA;
    RowId m_rowB;
    compare::Comparison m_comparison;
    TreeModel* m_model;
    QTreeView* m_tree;
    QLabel* m_headline;
    QLabel* m_outcome;
    QLabel* m_calls;
    QLabel* m_leftOut;
    QPushButton* m_first;
};

} // namespace echelle::ui
