#include "ui/views/notes_panel.h"

#include "ui/models/case_document.h"
#include "ui/models/explanation.h"
#include "ui/views/look.h"
#include "ui/views/tree_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

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
    , m_about(new QComboBox)
    , m_editor(new QPlainTextEdit)
    , m_save(new QPushButton)
    , m_remove(new QPushButton) {
    m_title->setTextFormat(Qt::PlainText);
    makeSecondary(m_title);
    m_editor->setTabChangesFocus(true);
    m_editor->setMaximumHeight(96);
    m_tree->setRootIsDecorated(false);
    m_about->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_about->setMinimumContentsLength(12);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(2 * kGrid);
    buttons->addWidget(m_title);
    buttons->addWidget(m_about, 1);
    buttons->addWidget(m_remove);
    buttons->addWidget(m_save);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(kGrid);
    layout->addWidget(m_tree, 1);
    layout->addLayout(buttons);
    layout->addWidget(m_editor);
    connect(m_save, &QPushButton::clicked, this, [this] {
        m_saved = m_editor->toPlainText().trimmed();
        save(m_saved);
    });
    auto* done = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), m_editor, nullptr, nullptr, Qt::WidgetShortcut);
    connect(done, &QShortcut::activated, this, &NotesPanel::keep);
    connect(m_about, &QComboBox::activated, this, [this] {
        keep();
        showTarget();
        m_editor->setFocus(Qt::OtherFocusReason);
    });
    connect(m_document, &CaseDocument::caseAboutToChange, this, &NotesPanel::keep);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_saved = m_editor->toPlainText(); // nothing of it is kept
        save({});
    });
    connect(m_tree, &QTreeView::clicked, this, [this](const QModelIndex& index) {
        Q_EMIT noteChosen(EventId{index.data(TreeModel::EventRole).toLongLong()},
                          RowId{index.data(kRowRole).toLongLong()});
        if (index.data(TreeModel::EventRole).toLongLong() == 0) { // a note on a call: its message is chosen too
            m_about->setCurrentIndex(m_about->count() - 1);
            showTarget();
        }
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
    if (event == m_event && row == m_row)
        return;
    keep();
    m_event = event;
    m_row = row;
    fillAbout();
    showTarget();
}

void NotesPanel::fillAbout() {
    const QSignalBlocker quiet(m_about);
    m_about->clear();
    if (m_document->isOpen() && m_event.isValid())
        m_about->addItem(targetTitle(m_event, {}), static_cast<qint64>(m_event.value));
    if (m_document->isOpen() && m_row.isValid())
        m_about->addItem(targetTitle({}, m_row), qint64{0});
}

EventId NotesPanel::target() const {
    return EventId{m_about->currentData().toLongLong()};
}

void NotesPanel::showTarget() {
    const bool hasTarget = m_about->count() > 0;
    const store::NoteRecord* note = hasTarget ? m_document->noteOf(target(), m_row) : nullptr;
    m_aboutEvent = target();
    m_title->setText(hasTarget ? tr("Note on") : tr("Select a message or a call to note on it."));
    m_about->setVisible(hasTarget);
    m_saved = note != nullptr ? QString::fromStdString(note->text) : QString();
    if (m_editor->toPlainText() != m_saved)
        m_editor->setPlainText(m_saved);
    m_editor->setEnabled(hasTarget);
    m_save->setEnabled(hasTarget);
    m_remove->setEnabled(note != nullptr);
}

bool NotesPanel::isTyping() const {
    return m_document->isOpen() && m_editor->toPlainText().trimmed() != m_saved.trimmed();
}

void NotesPanel::keep() {
    if (!isTyping())
        return;
    const QString text = m_editor->toPlainText().trimmed();
    m_saved = text; // the change comes back as notesChanged, perhaps by way of another selection
    save(text);
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
    if (isTyping())
        return;
    const int about = m_about->currentIndex();
    fillAbout();
    m_about->setCurrentIndex(std::min(std::max(about, 0), m_about->count() - 1));
    showTarget();
}

void NotesPanel::edit() {
    m_editor->setFocus(Qt::ShortcutFocusReason);
}

void NotesPanel::save(const QString& text) {
    if (m_about->count() == 0)
        return;
    const EventId event = m_aboutEvent;
    const store::NoteRecord* old = m_document->noteOf(event, m_row);
    if (old == nullptr ? text.isEmpty() : old->text == text.toStdString())
        return;
    store::NoteRecord note = old != nullptr ? *old : store::NoteRecord{};
    if (old == nullptr) {
        note.event = event;
        note.row = event.isValid() ? RowId{} : m_row;
    }
    note.text = text.toStdString();
    Q_EMIT noteEdited(note);
}

} // namespace echelle::ui
