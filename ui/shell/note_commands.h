#pragma once

#include "core/base/result.h"
#include "core/store/case_types.h"

#include <QObject>
#include <QUndoStack>

namespace echelle::ui {

class CaseDocument;

// Writes notes into the case so that each change can be undone and done again.
class NoteCommands : public QObject {
    Q_OBJECT

public:
    explicit NoteCommands(CaseDocument* document, QObject* parent = nullptr);

    // As NotesPanel::noteEdited has it: id 0 a new note, an empty text removes. Where the case cannot be written,
    // nothing is changed and failed() tells.
    void apply(const store::NoteRecord& note);
    [[nodiscard]] QUndoStack* stack() { return &m_stack; }

Q_SIGNALS:
    void failed(const echelle::Error& error, const echelle::store::NoteRecord& note);

private:
    CaseDocument* m_document; // the window's
    QUndoStack m_stack;
};

} // namespace echelle::ui
