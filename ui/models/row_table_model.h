#pragma once

#include "core/store/case_reader.h"

#include <QAbstractTableModel>

#include <functional>
#include <unordered_map>
#include <vector>

namespace echelle::ui {

// The list of calls and other rows: a page at a time out of a case, filtered and sorted there; or, while an import
// runs, those found so far. It gives out roles; the view decides how they look.
class RowTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column : std::uint8_t {
        StateColumn,
        StartColumn,
        FromColumn,
        ToColumn,
        OutcomeColumn,
        DurationColumn,
        MessagesColumn,
        ColumnCount
    };
    enum Role : std::uint16_t {
        IdRole = Qt::UserRole, // RowId as qint64
        StateRole,             // dialog::RowState as int
        KindRole,              // dialog::RowKind as int
        WorstRole,             // rules::Severity as int
        StartNsRole,           // qint64
        EndNsRole,
        FromRole,
        ToRole,
        OutcomeRole,  // words: cause, or status and phrase
        DurationRole, // words
        MessagesRole, // qulonglong
        NotesRole,    // count of notes
        PartialRole,
        SummaryRole // all of it in one sentence, for tool tip and screen readers
    };
    // The title of a cause in the window's language, for the outcome column.
    using CauseTitle = std::function<QString(const std::string& key, RowId row)>;

    explicit RowTableModel(QObject* parent = nullptr);

    void setCauseTitle(CauseTitle title);
    // The reader stays alive until the next setCase or clear. nullptr: an empty list.
    void setCase(store::CaseReader* reader, const store::RowFilter& filter);
    void setFilter(const store::RowFilter& filter);
    // Forgets the case and lists rows as they are found by an import.
    void beginProvisional();
    void addProvisional(const std::vector<store::RowRecord>& rows);
    // Texts are asked for anew: another language, another count of notes.
    void refresh();

    [[nodiscard]] int rowOf(RowId id) const; // -1 where the filter hides it; reads ids of the whole filtered list once
    [[nodiscard]] RowId idAt(int row) const;
    // The first failed one below a row, round at the end; -1 where there is none.
    [[nodiscard]] int nextFailed(int row) const;
    [[nodiscard]] store::RowSort sortKey() const { return m_sort; }
    [[nodiscard]] bool isDescending() const { return m_isDescending; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    static constexpr int kPageRows = 256;
    static constexpr std::size_t kMaxPages = 64;

    [[nodiscard]] const store::RowRecord* record(int row) const;
    [[nodiscard]] const std::vector<RowId>& order() const;
    [[nodiscard]] QString text(const store::RowRecord& row, int column) const;
    [[nodiscard]] QString outcome(const store::RowRecord& row) const;
    [[nodiscard]] QString summary(const store::RowRecord& row) const;
    void reset();

    store::CaseReader* m_reader = nullptr; // borrowed, see setCase
    store::RowFilter m_filter;
    store::RowSort m_sort = store::RowSort::Start;
    bool m_isDescending = false;
    int m_count = 0;
    CauseTitle m_causeTitle;
    std::vector<store::RowRecord> m_provisional;
    mutable std::unordered_map<int, std::vector<store::RowRecord>> m_pages;
    mutable std::vector<RowId> m_order; // of the whole list; empty: not asked for yet
};

} // namespace echelle::ui
