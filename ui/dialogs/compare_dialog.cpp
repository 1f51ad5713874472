#include "ui/dialogs/compare_dialog.h"

#include "core/scene/catalog_words.h"
#include "ui/models/case_document.h"
#include "ui/models/compare_nodes.h"
#include "ui/views/look.h"
#include "ui/views/tree_panel.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace echelle::ui {

namespace {
constexpr int kColumnOfB = 3; // from here on a double click means call B

compare::Comparison comparisonOf(CaseDocument& document, RowId a, RowId b) {
    // The screen shows all (verdicts.md "Order and words").
    const auto sideA = compare::readSide(document.reader(), a, {});
    const auto sideB = compare::readSide(document.reader(), b, {});
    return sideA && sideB ? compare::compareCalls(*sideA, *sideB) : compare::Comparison();
}
} // namespace

CompareDialog::CompareDialog(CaseDocument* document, RowId a, RowId b, QWidget* parent)
    : QDialog(parent)
    , m_document(document)
    , m_rowA(a)
    , m_rowB(b)
    , m_comparison(comparisonOf(*document, a, b))
    , m_model(new TreeModel(5, this))
    , m_tree(makeTree(m_model))
    , m_headline(new QLabel)
    , m_outcome(new QLabel)
    , m_calls(new QLabel)
    , m_leftOut(new QLabel)
    , m_first(new QPushButton) {
    setAttribute(Qt::WA_DeleteOnClose);
    for (QLabel* label : {m_headline, m_outcome, m_calls, m_leftOut}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    makeTitle(m_headline);
    makeSecondary(m_calls);
    makeSecondary(m_leftOut);
    m_tree->setAlternatingRowColors(false);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    for (const int column : {0, 2, 4})
        m_tree->header()->setSectionResizeMode(column, QHeaderView::Stretch);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(m_first, QDialogButtonBox::ActionRole);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * kGrid, 3 * kGrid, 3 * kGrid, 2 * kGrid);
    layout->setSpacing(2 * kGrid);
    for (QLabel* label : {m_headline, m_outcome, m_calls})
        layout->addWidget(label);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_leftOut);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_first, &QPushButton::clicked, this, &CompareDialog::goToFirst);
    connect(m_tree, &QTreeView::activated, this, &CompareDialog::choose);
    connect(document, &CaseDocument::caseAboutToChange, this, &QDialog::reject);
    connect(document, &CaseDocument::localeChanged, this, &CompareDialog::fill);
    fill();
    goToFirst();
    resize(1120, 680);
}

QString CompareDialog::headline() const {
    return m_headline->text();
}

QString CompareDialog::callLine(RowId id) const {
    const auto row = m_document->reader().row(id);
    if (!row)
        return {};
    const dialog::RowFacts& facts = row->facts;
    QString line = u"%1 → %2 · %3 · %4"_s.arg(plainLine(facts.from), plainLine(facts.to), Words::dateTime(facts.start),
                                              Words::state(facts.state, facts.kind));
    if (facts.finalStatus != 0)
        line += u" · %1 %2"_s.arg(facts.finalStatus).arg(plainLine(facts.finalReason));
    return line;
}

void CompareDialog::fill() {
    const scene::CatalogWords words(m_document->sharedCatalog(), m_document->locale());
    const scene::TimeText times("UTC", words);
    const scene::CompareText text(m_comparison, words, times);
    setWindowTitle(tr("Calls %1 and %2 compared").arg(m_rowA.value).arg(m_rowB.value));
    m_first->setText(tr("Go to the first divergence"));
    m_first->setEnabled(m_comparison.first != compare::kNone);
    m_tree->setAccessibleName(tr("Two calls beside each other"));
    m_headline->setText(plainLine(text.headline()));
    m_outcome->setText(plainLine(text.outcome()));
    m_outcome->setVisible(!m_outcome->text().isEmpty());
    QStringList lines{u"A  "_s + callLine(m_rowA), u"B  "_s + callLine(m_rowB)};
    QStringList parties;
    for (const compare::Party& party : m_comparison.parties)
        if (party.isLeftOut)
            parties << tr("%1: %2 ↔ %3").arg(plainLine(text.role(party)), plainLine(party.a), plainLine(party.b));
    if (!parties.isEmpty())
        lines << tr("Stand for each other: %1").arg(parties.join(u" · "_s));
    m_calls->setText(lines.join(u'\n'));
    QString leftOut = QString::fromStdString(text.leftOut());
    if (m_comparison.isCut)
        leftOut +=
            u' ' + tr("Only the first %1 messages of each call are compared.").arg(Words::count(compare::kMaxMessages));
    m_leftOut->setText(leftOut);
    m_model->setHeaders(
        {tr("Divergence"), tr("A, s"), tr("Call %1").arg(m_rowA.value), tr("B, s"), tr("Call %1").arg(m_rowB.value)});
    const QModelIndex shown = m_tree->currentIndex();
    const int row = shown.parent().isValid() ? shown.parent().row() : shown.row();
    m_model->setNodes(compareNodes(m_comparison, text));
    m_tree->expandAll();
    if (row >= 0)
        m_tree->setCurrentIndex(m_model->index(row, 0));
}

void CompareDialog::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_tree->viewport()->update();
}

void CompareDialog::goToFirst() {
    if (m_comparison.first == compare::kNone)
        return;
    const auto row = static_cast<int>(m_comparison.divergences[m_comparison.first].row);
    const QModelIndex index = m_model->index(row, 0);
    m_tree->scrollTo(index, QAbstractItemView::PositionAtCenter);
    m_tree->setCurrentIndex(index);
    m_tree->setFocus();
}

void CompareDialog::choose(const QModelIndex& index) {
    const EventId ofA{index.data(TreeModel::EventRole).toLongLong()};
    const EventId ofB{index.data(TreeModel::IdRole).toLongLong()};
    const bool isOfB = (index.column() >= kColumnOfB && ofB.isValid()) || !ofA.isValid();
    Q_EMIT eventChosen(isOfB ? ofB : ofA);
}

} // namespace echelle::ui
