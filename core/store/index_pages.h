#pragma once

#include "core/store/page_file.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace echelle::store {

// The b-tree of an index over one column of integers, none of them null, laid out when all are known
// (sqlite.org/fileformat2.html section 1.6): sorting them here takes a twentieth of what CREATE INDEX does. The index
// must be empty.
class IndexPages {
public:
    // root: the page where the index begins. file outlives it.
    IndexPages(PageFile& file, PageFile::PageNumber root) : m_file(file), m_root(root) {}

    void add(std::int64_t value, std::int64_t row) { m_entries.push_back({value, row}); }
    void finish();

private:
    struct Entry {
        std::int64_t value;
        std::int64_t row;
        friend bool operator<(const Entry& a, const Entry& b) {
            return a.value != b.value ? a.value < b.value : a.row < b.row;
        }
    };
    // A page and the entry that comes after all of its own and before those of the next one.
    struct Child {
        PageFile::PageNumber page = 0;
        Entry divider{};
    };
    [[nodiscard]] std::size_t longestRecord() const;
    [[nodiscard]] static std::string leafPage(const Entry* first, std::size_t count);
    [[nodiscard]] static std::string interiorPage(const Child* first, std::size_t count);

    PageFile& m_file;
    PageFile::PageNumber m_root;
    std::vector<Entry> m_entries;
};

} // namespace echelle::store
