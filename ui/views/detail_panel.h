#pragma once

#include "core/base/ids.h"
#include "core/rules/finding.h"

#include <QSplitter>

#include <vector>

class QTreeView;

namespace echelle::ui {

class CaseDocument;
class ExplanationView;
class LegsPanel;
class MessageView;
class NotesPanel;
class StreamsPanel;
class TreeModel;

// What is selected, in detail: above the findings of the call and the explanation of one, below the message, notes,
// the import log, the legs and the streams of the call.
class DetailPanel : public QSplitter {
    Q_OBJECT

public:
    explicit DetailPanel(CaseDocument* document, QWidget* parent = nullptr);

    // The findings of a row, the one that cites the event first.
    void showSelection(RowId row, EventId event);
    void retranslate();
    void showNotes();
    void showImportLog();
    [[nodiscard]] ExplanationView* explanation() const { return m_explanation; }
    [[nodiscard]] MessageView* message() const { return m_message; }
    [[nodiscard]] NotesPanel* notes() const { return m_notes; }
    [[nodiscard]] LegsPanel* legs() const { return m_legs; }
    [[nodiscard]] StreamsPanel* streams() const { return m_streams; }
    [[nodiscard]] TreeModel* findingsModel() const { return m_findingsModel; }
    [[nodiscard]] TreeModel* importLogModel() const { return m_logModel; }

Q_SIGNALS:
    void eventChosen(echelle::EventId id);

private:
    void readFindings(RowId row);
    void showFinding(const rules::Finding* finding);
    void showNoFinding();
    void showImportLogNodes();
    [[nodiscard]] QString notVisible() const;

    CaseDocument* m_document; // the window's
    RowId m_row;
    EventId m_event;
    FindingId m_shown;
    std::vector<rules::Finding> m_findings;
    TreeModel* m_findingsModel;
    QTreeView* m_findingsTree;
    ExplanationView* m_explanation;
    MessageView* m_message;
    NotesPanel* m_notes;
    TreeModel* m_logModel;
    QTreeView* m_logTree;
    LegsPanel* m_legs;
    StreamsPanel* m_streams;
};

} // namespace echelle::ui
