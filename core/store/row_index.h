#pragma once

#include "core/store/case_types.h"
#include "core/store/database.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::store {

// What the list asks of every row, read once and kept: 40 bytes a row. A window asks for counts, facets, time line,
// causes and an order whenever a filter changes; the database would go through all rows for each of them. The rows of a
// case do not change while it is open; notes do, and are not in here.
class RowIndex {
public:
    using Positions = std::vector<std::uint32_t>; // indices of rows in the order of their start

    // Where the reading was interrupted, isWhole() is false and the rest is missing.
    explicit RowIndex(Database& database);
    [[nodiscard]] bool isWhole() const { return m_isWhole; }

    // Rows that pass, in order; rows of one rank in order of time. The answer stays valid until the next question.
    [[nodiscard]] const Positions& rows(const RowFilter& filter, RowSort sort, bool isDescending);
    [[nodiscard]] RowId idAt(std::uint32_t position) const { return m_rows[position].id; }

    // As CaseReader has them; FailureGroup::rule is left empty.
    [[nodiscard]] FacetCounts facets(const RowFilter& filter);
    [[nodiscard]] std::vector<FailureGroup> failureGroups(const RowFilter& filter);
    [[nodiscard]] std::vector<TimelineBucket> timeline(const RowFilter& filter, int buckets);

private:
    struct Row {
        RowId id;
        Timestamp start;
        Timestamp end;
        std::uint32_t messages = 0;
        std::uint32_t cause = 0; // index of m_causes
        std::uint16_t finalStatus = 0;
        dialog::RowKind kind{};
        dialog::RowState state{};
        rules::Severity worst{};
        bool isFolded = false;
    };
    static_assert(sizeof(Row) == 40);
    struct View {
        RowFilter filter;
        RowSort sort = RowSort::Start;
        bool isDescending = false;
        Positions positions;
    };
    class Passing;

    void read();
    [[nodiscard]] const Positions& byText(RowSort sort, bool isDescending);
    void arrange(Positions& positions, RowSort sort, bool isDescending) const;
    [[nodiscard]] const std::vector<RowId>& rowsWithText(std::string_view text);

    Database& m_database; // the reader's
    bool m_isWhole = true;
    std::vector<Row> m_rows; // in order of start, those without one at the end
    std::vector<std::string> m_causes{""};
    std::vector<View> m_views; // the last few questions
    View m_textOrder;          // of all rows, for the last order by a text
    std::string m_text;        // the last text that was looked for, and the rows that have it, sorted
    std::vector<RowId> m_rowsWithText;
};

} // namespace echelle::store
