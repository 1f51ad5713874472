#include "ui/models/row_table_model.h"

#include "ui/models/words.h"

#include <algorithm>
#include <limits>
#include <unordered_set>

using namespace Qt::StringLiterals;

namespace echelle::ui {

RowTableModel::RowTableModel(QObject* parent) : QAbstractTableModel(parent) {}

void RowTableModel::setCauseTitle(CauseTitle title) {
    m_causeTitle = std::move(title);
}

void RowTableModel::reset() {
    beginResetModel();
    m_pages.clear();
    m_order.clear();
    const std::uint64_t count = m_reader != nullptr ? m_reader->countRows(m_filter) : m_provisional.size();
    m_count = static_cast<int>(std::min<std::uint64_t>(count, std::numeric_limits<int>::max()));
    endResetModel();
}

void RowTableModel::setCase(store::CaseReader* reader, const store::RowFilter& filter) {
    m_reader = reader;
    m_filter = filter;
    m_provisional.clear();
    reset();
}

void RowTableModel::setFilter(const store::RowFilter& filter) {
    m_filter = filter;
    reset();
}

void RowTableModel::beginProvisional() {
    m_reader = nullptr;
    m_provisional.clear();
    reset();
}

void RowTableModel::addProvisional(const std::vector<store::RowRecord>& rows) {
    if (m_reader != nullptr || rows.empty())
        return;
    beginInsertRows({}, m_count, m_count + static_cast<int>(rows.size()) - 1);
    m_provisional.insert(m_provisional.end(), rows.begin(), rows.end());
    m_count += static_cast<int>(rows.size());
    endInsertRows();
}

void RowTableModel::refresh() {
    m_pages.clear();
    if (m_count > 0)
        Q_EMIT dataChanged(index(0, 0), index(m_count - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

const store::RowRecord* RowTableModel::record(int row) const {
    if (row < 0 || row >= m_count)
        return nullptr;
    if (m_reader == nullptr)
        return &m_provisional[static_cast<std::size_t>(row)];
    const int page = row / kPageRows;
    auto found = m_pages.find(page);
    if (found == m_pages.end()) {
        if (m_pages.size() >= kMaxPages)
            m_pages.clear();
        found = m_pages
                    .emplace(page, m_reader->rows(m_filter, m_sort, m_isDescending,
                                                  static_cast<std::uint64_t>(page) * kPageRows, kPageRows))
                    .first;
    }
    const auto within = static_cast<std::size_t>(row % kPageRows);
    return within < found->second.size() ? &found->second[within] : nullptr;
}

int RowTableModel::rowOf(RowId id) const {
    if (m_reader == nullptr) {
        const auto at = std::find_if(m_provisional.begin(), m_provisional.end(),
                                     [id](const store::RowRecord& r) { return r.facts.id == id; });
        return at == m_provisional.end() ? -1 : static_cast<int>(at - m_provisional.begin());
    }
    const auto at = std::find(order().begin(), order().end(), id);
    return at == order().end() ? -1 : static_cast<int>(at - order().begin());
}

const std::vector<RowId>& RowTableModel::order() const {
    if (m_order.empty() && m_count > 0)
        m_order = m_reader->rowIds(m_filter, m_sort, m_isDescending);
    return m_order;
}

int RowTableModel::nextFailed(int row) const {
    constexpr auto kFailed = dialog::RowState::Failed;
    store::RowFilter filter = m_filter;
    const std::vector<dialog::RowState>& states = m_filter.states;
    const bool isShown = states.empty() || std::find(states.begin(), states.end(), kFailed) != states.end();
    if (m_reader == nullptr || !isShown)
        return -1;
    filter.states = {kFailed};
    const auto ids = m_reader->rowIds(filter, m_sort, m_isDescending);
    const std::unordered_set<RowId> failed(ids.begin(), ids.end());
    for (int step = 1; step <= m_count && !failed.empty(); ++step)
        if (const int next = (std::max(row, -1) + step) % m_count;
            failed.count(order()[static_cast<std::size_t>(next)]) > 0)
            return next;
    return -1;
}

RowId RowTableModel::idAt(int row) const {
    const store::RowRecord* r = record(row);
    return r != nullptr ? r->facts.id : RowId{};
}

int RowTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : m_count;
}
int RowTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString RowTableModel::outcome(const store::RowRecord& row) const {
    if (!row.causeKey.empty() && row.worst >= rules::Severity::Warning && m_causeTitle)
        return m_causeTitle(row.causeKey, row.facts.id);
    const dialog::RowFacts& f = row.facts;
    if (f.kind == dialog::RowKind::Connection)
        return row.serverName.empty() ? plainLine(row.protocol)
                                      : u"%1 · %2"_s.arg(plainLine(row.protocol), plainLine(row.serverName));
    if (f.finalStatus >= 300)
        return u"%1 %2"_s.arg(f.finalStatus).arg(plainLine(f.finalReason)).trimmed();
    return Words::endedBy(f.endedBy);
}

QString RowTableModel::text(const store::RowRecord& row, int column) const {
    const dialog::RowFacts& f = row.facts;
    switch (column) {
    case StateColumn:
        return Words::state(f.state, f.kind);
    case StartColumn:
        return Words::clock(f.start);
    case FromColumn:
        return plainLine(f.fromDisplay.empty() ? f.from : f.fromDisplay);
    case ToColumn:
        return plainLine(f.toDisplay.empty() ? f.to : f.toDisplay);
    case OutcomeColumn:
        return outcome(row);
    case DurationColumn:
        return f.start.isValid() && f.end.isValid() ? Words::duration(f.end - f.start) : QString();
    case MessagesColumn:
        return Words::count(f.messages);
    default:
        return {};
    }
}

QString RowTableModel::summary(const store::RowRecord& row) const {
    const dialog::RowFacts& f = row.facts;
    QStringList parts{Words::kind(f.kind) + u", "_s + Words::state(f.state, f.kind), Words::dateTime(f.start),
                      plainLine(f.from) + u" → "_s + plainLine(f.to)};
    if (const QString why = outcome(row); !why.isEmpty())
        parts << why;
    if (f.talk)
        parts << tr("talk time %1").arg(Words::duration(*f.talk));
    parts << tr("%Ln message(s)", nullptr, static_cast<int>(f.messages));
    if (f.isPartial)
        parts << tr("begins or ends outside the input");
    if (row.notes > 0)
        parts << tr("%Ln note(s)", nullptr, static_cast<int>(row.notes));
    return parts.join(u'\n');
}

QVariant RowTableModel::data(const QModelIndex& index, int role) const {
    const store::RowRecord* row = index.isValid() ? record(index.row()) : nullptr;
    if (row == nullptr)
        return {};
    const dialog::RowFacts& f = row->facts;
    switch (role) {
    case Qt::DisplayRole:
        return text(*row, index.column());
    case Qt::TextAlignmentRole:
        return index.column() >= DurationColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::ToolTipRole:
        return toolTipOf(summary(*row));
    case Qt::AccessibleTextRole:
    case SummaryRole:
        return summary(*row);
    case IdRole:
        return static_cast<qint64>(f.id.value);
    case StateRole:
        return static_cast<int>(f.state);
    case KindRole:
        return static_cast<int>(f.kind);
    case WorstRole:
        return static_cast<int>(row->worst);
    case StartNsRole:
        return static_cast<qint64>(f.start.ns);
    case EndNsRole:
        return static_cast<qint64>(f.end.ns);
    case FromRole:
        return text(*row, FromColumn);
    case ToRole:
        return text(*row, ToColumn);
    case OutcomeRole:
        return outcome(*row);
    case DurationRole:
        return text(*row, DurationColumn);
    case MessagesRole:
        return static_cast<qulonglong>(f.messages);
    case NotesRole:
        return static_cast<uint>(row->notes);
    case PartialRole:
        return f.isPartial;
    default:
        return {};
    }
}

QVariant RowTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case StateColumn:
        return tr("State");
    case StartColumn:
        return tr("Start (UTC)");
    case FromColumn:
        return tr("From");
    case ToColumn:
        return tr("To");
    case OutcomeColumn:
        return tr("Outcome");
    case DurationColumn:
        return tr("Duration");
    case MessagesColumn:
        return tr("Messages");
    default:
        return {};
    }
}

void RowTableModel::sort(int column, Qt::SortOrder order) {
    static constexpr store::RowSort kKeys[] = {
        store::RowSort::State,   store::RowSort::Start,    store::RowSort::From,    store::RowSort::To,
        store::RowSort::Outcome, store::RowSort::Duration, store::RowSort::Messages};
    if (column < 0 || column >= static_cast<int>(ColumnCount))
        return;
    m_sort = kKeys[column];
    m_isDescending = order == Qt::DescendingOrder;
    if (m_reader != nullptr)
        reset();
}

} // namespace echelle::ui
