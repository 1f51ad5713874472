#pragma once

#include "core/base/ids.h"
#include "core/store/case_types.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTreeView;

namespace echelle::ui {

class CaseDocument;
class TreeModel;

// All notes of the case, and an editor for the note on the selected message, or on the call where none is selected.
class NotesPanel : public QWidget {
    Q_OBJECT

public:
    explicit NotesPanel(CaseDocument* document, QWidget* parent = nullptr);

    void setTarget(EventId event, RowId row);
    void refresh(); // notes or language have changed
    void edit();    // ready to type
    void retranslate();
    [[nodiscard]] QPlainTextEdit* editor() const { return m_editor; }
    [[nodiscard]] QPushButton* saveButton() const { return m_save; }

Q_SIGNALS:
    // The note as it shall be: id 0 a new one, else a change; an empty text removes it.
    void noteEdited(const echelle::store::NoteRecord& note);
    void noteChosen(echelle::EventId event, echelle::RowId row);

private:
    void showTarget();
    void save(const QString& text);
    [[nodiscard]] QString targetTitle(EventId event, RowId row);

    CaseDocument* m_document; // the window's
    EventId m_event;
    RowId m_row;
    TreeModel* m_model;
    QTreeView* m_tree;
    QLabel* m_title;
    QPlainTextEdit* m_editor;
    QPushButton* m_save;
    QPushButton* m_remove;
};

} // namespace echelle::ui
