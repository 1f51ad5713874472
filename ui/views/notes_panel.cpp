#include "ui/views/notes_panel.h"

#include "ui/models/case_document.h"
#include "ui/models/explanation.h"
#include "ui/views/look.h"
#include "ui/views/tree_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {
constexpr int kRowRole = TreeModel::IdRole;
}

NotesPanel::NotesPanel(CaseDocument* document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_model(new TreeModel(2, this))
    , m_tree(makeTree(m_model))
    , m_title(new QLabel)
    , m_editor(new QPlainTextEdit)
    , m_save(new QPushButton)
    , m_remove(new QPushButton) {
    m_title->setTextFormat(Qt::PlainText);
    makeSecondary(m_title);
    m_editor->setTabChangesFocus(true);
    m_editor->setMaximumHeight(96);
    m_tree->setRootIsDecorated(false);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(2 * kGrid);
    buttons->addWidget(m_title, 1);
    buttons->addWidget(m_remove);
    buttons->addWidget(m_save);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(kGrid);
    layout->addWidget(m_tree, 1);
    layout->addLayout(buttons);
    layout->addWidget(m_editor);
    connect(m_save, &QPushButton::clicked, this, [this] { save(m_editor->toPlainText().trimmed()); });
    connect(m_remove, &QPushButton::clicked, this, [this] { save({}); });
    connect(m_tree, &QTreeView::clicked, this, [this](const QModelIndex& index) {
        Q_EMIT noteChosen(EventId{index.data(TreeModel::EventRole).toLongLong()},
                          RowId{index.data(kRowRole).toLongLong()});
    });
    retranslate();
}

void NotesPanel::retranslate() {
    m_save->setText(tr("Save note"));
    m_remove->setText(tr("Remove"));
    m_editor->setPlaceholderText(
        tr("A note on this message or call; it is kept in the case and printed in the report."));
    m_editor->setAccessibleName(tr("Note"));
    m_tree->setAccessibleName(tr("Notes of the case"));
    m_model->setHeaders({tr("About"), tr("Note")});
    refresh();
}

QString NotesPanel::targetTitle(EventId event, RowId row) {
    if (event.isValid())
        if (const auto record = m_document->reader().event(event))
            return u"%1 %2"_s.arg(Words::place(record->place), eventTitle(*record, m_document->reader()));
    if (const auto record = m_document->reader().row(row))
        return u"%1 %2"_s.arg(Words::kind(record->facts.kind), Words::clock(record->facts.start));
    return {};
}

void NotesPanel::setTarget(EventId event, RowId row) {
    m_event = event;
    m_row = row;
    showTarget();
}

void NotesPanel::showTarget() {
    const bool hasTarget = m_document->isOpen() && (m_event.isValid() || m_row.isValid());
    const store::NoteRecord* note = hasTarget ? m_document->noteOf(m_event, m_row) : nullptr;
    m_title->setText(hasTarget ? tr("Note on %1").arg(targetTitle(m_event, m_row))
                               : tr("Select a message or a call to note on it."));
    m_editor->setPlainText(note != nullptr ? QString::fromStdString(note->text) : QString());
    m_editor->setEnabled(hasTarget);
    m_save->setEnabled(hasTarget);
    m_remove->setEnabled(note != nullptr);
}

void NotesPanel::refresh() {
    std::vector<TreeModel::Node> nodes;
    if (m_document->isOpen())
        for (const store::NoteRecord& note : m_document->notes()) {
            TreeModel::Node node{.texts = {targetTitle(note.event, note.row), plainLine(note.text)}};
            node.toolTip = QString::fromStdString(note.text);
            node.event = note.event.value;
            node.id = note.row.value;
            nodes.push_back(std::move(node));
        }
    m_model->setNodes(std::move(nodes));
    showTarget();
}

void NotesPanel::edit() {
    m_editor->setFocus(Qt::ShortcutFocusReason);
}

void NotesPanel::save(const QString& text) {
    if (!m_event.isValid() && !m_row.isValid())
        return;
    const store::NoteRecord* old = m_document->noteOf(m_event, m_row);
    if (old == nullptr && text.isEmpty())
        return;
    store::NoteRecord note = old != nullptr ? *old : store::NoteRecord{};
    if (old == nullptr) {
        note.event = m_event;
        note.row = m_event.isValid() ? RowId{} : m_row;
    }
    note.text = text.toStdString();
    Q_EMIT noteEdited(note);
}

} // namespace echelle::ui
