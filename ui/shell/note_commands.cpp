#include "ui/shell/note_commands.h"

#include "ui/models/case_document.h"

#include <QDateTime>
#include <QUndoCommand>

#include <optional>

namespace echelle::ui {

namespace {

// From one state of a note to another; without a state there is no note. The first redo has been done already, since a
// change that fails must not get onto the stack.
class ChangeNote : public QUndoCommand {
public:
    ChangeNote(CaseDocument* document, std::optional<store::NoteRecord> before, std::optional<store::NoteRecord> after,
               const QString& text)
        : QUndoCommand(text), m_document(document), m_before(std::move(before)), m_after(std::move(after)) {}

    void undo() override { change(m_after, m_before); }
    void redo() override {
        if (m_isDone)
            change(m_before, m_after);
        m_isDone = true;
    }

private:
    void change(const std::optional<store::NoteRecord>& from, const std::optional<store::NoteRecord>& to) {
        bool isGood = false;
        if (from && to)
            isGood = static_cast<bool>(m_document->changeNote(to->id, QString::fromStdString(to->text)));
        else if (to)
            isGood = static_cast<bool>(m_document->putNote(*to));
        else if (from)
            isGood = static_cast<bool>(m_document->removeNote(from->id));
        setObsolete(!isGood);
    }

    CaseDocument* m_document; // outlives the stack
    std::optional<store::NoteRecord> m_before;
    std::optional<store::NoteRecord> m_after;
    bool m_isDone = false;
};

std::int64_t nowNs() {
    return QDateTime::currentMSecsSinceEpoch() * 1'000'000;
}

} // namespace

NoteCommands::NoteCommands(CaseDocument* document, QObject* parent) : QObject(parent), m_document(document) {
    connect(document, &CaseDocument::caseChanged, &m_stack, &QUndoStack::clear);
}

void NoteCommands::apply(const store::NoteRecord& note) {
    std::optional<store::NoteRecord> before;
    std::optional<store::NoteRecord> after;
    Error error;
    bool isGood = false;
    QString name;
    if (note.id.isValid()) {
        for (const store::NoteRecord& each : m_document->notes())
            if (each.id == note.id)
                before = each;
        if (!before)
            return;
    }
    if (!note.text.empty()) {
        after = note;
        after->changedNs = nowNs();
    }
    if (before && after) {
        name = tr("Change note");
        const auto done = m_document->changeNote(note.id, QString::fromStdString(note.text));
        isGood = static_cast<bool>(done);
        error = isGood ? Error{} : done.error();
    } else if (after) {
        name = tr("Add note");
        after->createdNs = after->changedNs;
        const auto id = m_document->putNote(*after);
        isGood = static_cast<bool>(id);
        if (isGood)
            after->id = *id;
        else
            error = id.error();
    } else if (before) {
        name = tr("Remove note");
        const auto done = m_document->removeNote(before->id);
        isGood = static_cast<bool>(done);
        error = isGood ? Error{} : done.error();
    } else {
        return;
    }
    if (isGood)
        m_stack.push(new ChangeNote(m_document, before, after, name));
    else
        Q_EMIT failed(error, note);
}

} // namespace echelle::ui
