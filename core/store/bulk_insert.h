#pragma once

#include "core/base/ids.h"
#include "core/base/timestamp.h"
#include "core/store/database.h"
#include "core/store/table_pages.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

namespace echelle::store {

// Inserts rows of one table many at a time: one statement of kRows rows and one of a single row for the rest. Where the
// table's pages are laid out by TablePages, they go there.
class BulkInsert {
public:
    static constexpr std::size_t kRows = 32;

    BulkInsert(Database& database, std::string_view table, int columns, TablePages* pages = nullptr)
        : m_columns(columns), m_pages(pages) {
        if (m_pages != nullptr)
            return;
        const std::string head = "INSERT INTO " + std::string(table) + " VALUES";
        std::string one = "(?";
        for (int i = 1; i < columns; ++i)
            one += ",?";
        one += ")";
        std::string many = head + one;
        for (std::size_t i = 1; i < kRows; ++i)
            many += "," + one;
        m_many = database.prepare(many);
        m_single = database.prepare(head + one);
    }

    // bindRow(statement or row image, first parameter index, item) binds one row. False where SQLite refused.
    template <typename Items, typename BindRow>
    bool insert(const Items& items, BindRow bindRow) {
        using Item = decltype(*items.begin());
        if constexpr (std::is_invocable_v<BindRow&, RowImage&, int, Item>) {
            if (m_pages != nullptr) {
                for (const auto& item : items) {
                    bindRow(m_pages->row(), 1, item);
                    m_pages->addRow();
                }
                return true;
            }
        }
        std::size_t i = 0;
        for (; i + kRows <= items.size(); i += kRows) {
            for (std::size_t k = 0; k < kRows; ++k)
                bindRow(m_many, static_cast<int>(k) * m_columns + 1, items[i + k]);
            if (!run(m_many))
                return false;
        }
        for (; i < items.size(); ++i) {
            bindRow(m_single, 1, items[i]);
            if (!run(m_single))
                return false;
        }
        return true;
    }

private:
    static bool run(Statement& statement) {
        statement.step();
        const bool isGood = !statement.failed();
        statement.reset();
        return isGood;
    }

    int m_columns;
    TablePages* m_pages; // borrowed; null: by SQL
    Statement m_many;
    Statement m_single;
};

// s: a Statement or a RowImage.
template <typename Row>
void bindTime(Row& s, int index, Timestamp time) {
    if (time.isValid())
        s.bind(index, time.ns);
    else
        s.bindNull(index);
}

template <typename Row, typename Tag>
void bindId(Row& s, int index, Id<Tag> id) {
    if (id.isValid())
        s.bind(index, id.value);
    else
        s.bindNull(index);
}

} // namespace echelle::store
