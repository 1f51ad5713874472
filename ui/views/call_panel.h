#pragma once

#include "core/store/case_types.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace echelle::ui {

class CallListView;
class CaseDocument;
class FacetBar;
class RowTableModel;

// The list of calls with its facets; where it is empty, why: a filter that hides all, or an input without SIP and what
// it held instead.
class CallPanel : public QWidget {
    Q_OBJECT

public:
    explicit CallPanel(CaseDocument* document, QWidget* parent = nullptr);

    [[nodiscard]] CallListView* list() const { return m_list; }
    [[nodiscard]] RowTableModel* rows() const { return m_rows; }
    [[nodiscard]] QPushButton* clearButton() const { return m_clear; }
    [[nodiscard]] QString emptyReason() const; // "" where the list has rows
    void retranslate();
    void beginImport(); // rows come as they are found, by addFound
    void addFound(const std::vector<store::RowRecord>& rows);

Q_SIGNALS:
    void clearFilterRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void showCase();
    void showFilter();
    void refresh();
    void showSortMenu();
    [[nodiscard]] QString whatWasFound() const;

    CaseDocument* m_document; // the window's
    RowTableModel* m_rows;
    CallListView* m_list;
    FacetBar* m_facets;
    QLabel* m_count;
    QToolButton* m_sort;
    QStackedWidget* m_stack;
    QLabel* m_reason;
    QPushButton* m_clear;
};

} // namespace echelle::ui
