#pragma once

#include "core/base/ids.h"
#include "core/find/search.h"

#include <QWidget>

class QSplitter;

namespace echelle::ui {

class CallPanel;
class CaseDocument;
class DetailPanel;
class LadderPanel;
class OverviewPanel;
class Selection;

// A case in the window: overview above, list, ladder and detail side by side. What is selected in one is selected in
// all.
class Workspace : public QWidget {
    Q_OBJECT

public:
    Workspace(CaseDocument* document, Selection* selection, QWidget* parent = nullptr);

    [[nodiscard]] OverviewPanel* overview() const { return m_overview; }
    [[nodiscard]] CallPanel* calls() const { return m_calls; }
    [[nodiscard]] LadderPanel* ladder() const { return m_ladder; }
    [[nodiscard]] DetailPanel* detail() const { return m_detail; }

    // Selects a row at the message that matters: the failing one, else what its first finding cites, else the first.
    void selectRow(RowId row);
    void selectEvent(EventId event); // in whichever row it is
    void showHit(const find::Hit& hit);
    void stepRow(int direction);
    void selectNextFailure();
    void retranslate();
    [[nodiscard]] QByteArray saveState() const;
    void restoreState(const QByteArray& state);

private:
    void showSelection();
    void showFirstRow();
    [[nodiscard]] RowId mostTelling() const; // none: no row has a finding
    [[nodiscard]] EventId tellingEvent(RowId row) const;

    CaseDocument* m_document; // the window's
    Selection* m_selection;   // the window's
    OverviewPanel* m_overview;
    CallPanel* m_calls;
    LadderPanel* m_ladder;
    DetailPanel* m_detail;
    QSplitter* m_columns;
};

} // namespace echelle::ui
