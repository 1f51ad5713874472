#pragma once

#include "core/base/ids.h"
#include "core/store/case_types.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTreeView;

namespace echelle::ui {

class CaseDocument;
class TreeModel;

// All notes of the case, and an editor for the note on the selected message or on its call. What was typed is kept when
// another message is chosen: nobody loses a sentence for want of a click.
class NotesPanel : public QWidget {
    Q_OBJECT

public:
    explicit NotesPanel(CaseDocument* document, QWidget* parent = nullptr);

    void setTarget(EventId event, RowId row);
    void refresh(); // notes or language have changed
    void edit();    // ready to type
    void keep();    // saves what was typed and not saved
    void retranslate();
    [[nodiscard]] QPlainTextEdit* editor() const { return m_editor; }
    [[nodiscard]] QPushButton* saveButton() const { return m_save; }
    [[nodiscard]] QComboBox* about() const { return m_about; } // the message, or its call

Q_SIGNALS:
    // The note as it shall be: id 0 a new one, else a change; an empty text removes it.
    void noteEdited(const echelle::store::NoteRecord& note);
    void noteChosen(echelle::EventId event, echelle::RowId row);

private:
    void fillAbout();
    void showTarget();
    void save(const QString& text);
    [[nodiscard]] bool isTyping() const;
    [[nodiscard]] EventId target() const; // as chosen; none: the call
    [[nodiscard]] QString targetTitle(EventId event, RowId row);

    CaseDocument* m_document; // the window's
    EventId m_event;
    RowId m_row;
    TreeModel* m_model;
    QTreeView* m_tree;
    QLabel* m_title;
    QComboBox* m_about;
    EventId m_aboutEvent; // what the text in the editor is about; none: the call
    QString m_saved;      // the text in the editor as it is in the case
    QPlainTextEdit* m_editor;
    QPushButton* m_save;
    QPushButton* m_remove;
};

} // namespace echelle::ui
