#include "ui/views/call_panel.h"

#include "ui/models/case_document.h"
#include "ui/models/row_table_model.h"
#include "ui/views/call_list_view.h"
#include "ui/views/facet_bar.h"
#include "ui/views/look.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace echelle::ui {

CallPanel::CallPanel(CaseDocument* document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_rows(new RowTableModel(this))
    , m_list(new CallListView(m_rows))
    , m_facets(new FacetBar(document))
    , m_count(new QLabel)
    , m_sort(new QToolButton)
    , m_stack(new QStackedWidget)
    , m_reason(new QLabel)
    , m_clear(new QPushButton) {
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    for (QLabel* label : {m_count, m_reason})
        label->setTextFormat(Qt::PlainText);
    makeSecondary(m_count);
    m_reason->setWordWrap(true);
    m_reason->setForegroundRole(QPalette::PlaceholderText);
    m_reason->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_sort->setAutoRaise(true);
    m_sort->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_sort->setFont(smallFont(font()));
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(2 * kGrid, 0, kGrid, 0);
    bar->addWidget(m_count, 1);
    bar->addWidget(m_sort);

    auto* empty = new QWidget;
    auto* column = new QVBoxLayout(empty);
    column->setContentsMargins(4 * kGrid, 6 * kGrid, 4 * kGrid, 4 * kGrid);
    column->setSpacing(3 * kGrid);
    column->addWidget(m_reason);
    column->addWidget(m_clear, 0, Qt::AlignLeft);
    column->addStretch(1);
    m_stack->addWidget(m_list);
    m_stack->addWidget(empty);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGrid, 0, 0);
    layout->setSpacing(kGrid / 2);
    layout->addWidget(m_facets);
    layout->addLayout(bar);
    layout->addWidget(m_stack, 1);

    m_rows->setCauseTitle([this](const std::string& key, RowId row) { return m_document->causeTitle(key, row); });
    connect(m_document, &CaseDocument::caseAboutToChange, this, [this] { m_rows->setCase(nullptr, {}); });
    connect(m_document, &CaseDocument::caseChanged, this, &CallPanel::showCase);
    connect(m_document, &CaseDocument::filterChanged, this, &CallPanel::showFilter);
    connect(m_document, &CaseDocument::notesChanged, m_rows, &RowTableModel::refresh);
    connect(m_clear, &QPushButton::clicked, this, &CallPanel::clearFilterRequested);
    connect(m_sort, &QToolButton::clicked, this, &CallPanel::showSortMenu);
    connect(m_rows, &QAbstractItemModel::modelReset, this, &CallPanel::refresh);
    connect(m_rows, &QAbstractItemModel::rowsInserted, this, &CallPanel::refresh);
    retranslate();
}

void CallPanel::retranslate() {
    m_list->setAccessibleName(tr("Calls"));
    m_clear->setText(tr("Clear the filter"));
    m_sort->setText(tr("Sort"));
    m_sort->setAccessibleName(tr("Sort"));
    m_sort->setIcon(icon(u"sort"_s, palette()));
    m_rows->refresh();
    m_facets->refresh();
    refresh();
}

void CallPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_sort->setIcon(icon(u"sort"_s, palette()));
}

void CallPanel::beginImport() {
    m_rows->beginProvisional();
}
void CallPanel::addFound(const std::vector<store::RowRecord>& rows) {
    m_rows->addProvisional(rows);
}

void CallPanel::showCase() {
    m_rows->setCase(m_document->isOpen() ? &m_document->reader() : nullptr, m_document->filter());
    m_facets->refresh();
}

void CallPanel::showFilter() {
    m_rows->setFilter(m_document->filter());
    m_facets->refresh();
}

QString CallPanel::whatWasFound() const {
    std::map<std::string, std::uint64_t> skipped;
    std::uint64_t odd = 0;
    for (const store::SourceRecord& source : m_document->sources()) {
        for (const auto& [protocol, count] : source.skipped)
            skipped[protocol] += count;
        for (const ImportLog::Item& item : source.log)
            odd += item.count;
    }
    QStringList lines{tr("No SIP was found in this input.")};
    if (!skipped.empty()) {
        QStringList seen;
        for (const auto& [protocol, count] : skipped)
            seen << u"%1 (%2)"_s.arg(plainLine(protocol), Words::count(count));
        lines << tr("Seen and passed over: %1.").arg(seen.join(u", "_s));
    }
    if (odd > 0)
        lines << tr("%Ln place(s) could not be used; the import log names them.", nullptr, static_cast<int>(odd));
    return lines.join(u"\n\n"_s);
}

void CallPanel::refresh() {
    const int shown = m_rows->rowCount();
    m_count->setText(tr("%Ln row(s)", nullptr, shown));
    m_sort->setEnabled(shown > 1);
    m_clear->setVisible(false);
    if (shown > 0 || !m_document->isOpen()) {
        m_reason->clear();
        m_stack->setCurrentIndex(0);
        return;
    }
    const store::FacetCounts counts = m_document->reader().facets({});
    if (m_document->isFiltered()) {
        m_reason->setText(tr("The filter hides all %Ln row(s) of this case.", nullptr, static_cast<int>(counts.total)));
        m_clear->setVisible(true);
    } else if (counts.folded > 0) {
        m_reason->setText(tr("This case has only pings and scans, which are folded away: %Ln.", nullptr,
                             static_cast<int>(counts.folded)));
    } else {
        m_reason->setText(whatWasFound());
    }
    m_stack->setCurrentIndex(1);
}

QString CallPanel::emptyReason() const {
    return m_stack->currentIndex() == 1 ? m_reason->text() : QString();
}

void CallPanel::showSortMenu() {
    QMenu menu;
    for (int column = 0; column < RowTableModel::ColumnCount; ++column) {
        QAction* action = menu.addAction(m_rows->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setData(column);
    }
    menu.addSeparator();
    QAction* descending = menu.addAction(tr("Descending"));
    descending->setCheckable(true);
    descending->setChecked(m_rows->isDescending());
    const QAction* chosen = menu.exec(m_sort->mapToGlobal(QPoint(0, m_sort->height())));
    if (chosen == nullptr)
        return;
    static constexpr int kColumnOf[] = {RowTableModel::StartColumn,   RowTableModel::StateColumn,
                                        RowTableModel::FromColumn,    RowTableModel::ToColumn,
                                        RowTableModel::OutcomeColumn, RowTableModel::DurationColumn,
                                        RowTableModel::MessagesColumn};
    const int column = chosen == descending ? kColumnOf[static_cast<int>(m_rows->sortKey())] : chosen->data().toInt();
    m_list->sortBy(column, descending->isChecked() ? Qt::DescendingOrder : Qt::AscendingOrder);
}

} // namespace echelle::ui
