#pragma once

#include "core/store/index_pages.h"
#include "core/store/page_file.h"
#include "core/store/page_layout.h"
#include "core/store/row_image.h"
#include "core/store/unsorted_rows.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::store {

// The b-tree of one table, laid out from its leaves in order of the rows' keys (sqlite.org/fileformat2.html
// section 1.6). The table must be empty, and have an INTEGER PRIMARY KEY.
class TablePages {
public:
    // Whether rows come in order of their keys: else they wait until all are there, and have no blob.
    enum class Order : std::uint8_t { ByKey, Any };

    // root: the page where the table's tree begins. file outlives the table.
    TablePages(PageFile& file, PageFile::PageNumber root, int columns, Order order = Order::ByKey);
    // The table's second column, integers without nulls, has an index that begins at that page.
    void indexSecond(PageFile::PageNumber root) { m_index.emplace(m_file, root); }

    // The next row to be bound.
    [[nodiscard]] RowImage& row() {
        m_row.begin(m_columns);
        return m_row;
    }
    void addRow(); // the one that row() gave
    void finish();

private:
    // A page and the greatest key in it.
    struct Child {
        PageFile::PageNumber page = 0;
        std::int64_t lastKey = 0;
    };
    void append(std::int64_t key, std::string_view head, std::string_view blob);
    void flushLeaf();
    void finishTree();
    PageFile::PageNumber appendOverflow(std::string_view head, std::string_view blob);
    [[nodiscard]] static std::string interiorPage(const Child* first, std::size_t count);

    PageFile& m_file;
    PageFile::PageNumber m_root;
    int m_columns;
    RowImage m_row;
    PageLayout m_leaf{PageType::TableLeaf};
    std::int64_t m_lastKey = 0;
    std::vector<Child> m_leaves;
    std::optional<UnsortedRows> m_waiting;
    std::optional<IndexPages> m_index;
};

} // namespace echelle::store
