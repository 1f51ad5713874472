#include "core/store/index_pages.h"

#include "core/store/page_layout.h"
#include "core/store/row_image.h"

#include <algorithm>
#include <utility>

namespace echelle::store {

namespace {

constexpr std::size_t kPage = PageFile::kPageBytes;

// The record of an entry, with its size in front. One byte tells the size, since it is at most twenty.
class EntryCell {
public:
    EntryCell(std::int64_t value, std::int64_t row) {
        constexpr char kHeaderBytes = 3;
        m_bytes[1] = kHeaderBytes;
        std::size_t end = 4;
        m_bytes[2] = static_cast<char>(putInteger(m_bytes.data(), end, value));
        m_bytes[3] = static_cast<char>(putInteger(m_bytes.data(), end, row));
        m_bytes[0] = static_cast<char>(end - 1);
        m_size = end;
    }
    [[nodiscard]] std::string_view text() const { return {m_bytes.data(), m_size}; }

private:
    std::array<char, 4 + 2 * sizeof(std::int64_t)> m_bytes{};
    std::size_t m_size;
};

// How many parts of at most that many, and where part i begins: evenly, so that none is nearly empty.
std::size_t partsOf(std::size_t count, std::size_t most) {
    return (count + most - 1) / most;
}
std::size_t partBegin(std::size_t count, std::size_t parts, std::size_t i) {
    return count * i / parts;
}

} // namespace

// Of all entries: the bytes of a record grow with its integers.
std::size_t IndexPages::longestRecord() const {
    std::size_t longest = 0;
    for (const Entry& e : m_entries)
        longest = std::max(longest, EntryCell(e.value, e.row).text().size());
    return longest;
}

std::string IndexPages::leafPage(const Entry* first, std::size_t count) {
    PageLayout page(PageType::IndexLeaf);
    for (std::size_t i = 0; i < count; ++i)
        page.addCell(EntryCell(first[i].value, first[i].row).text());
    return page.finished();
}

// The dividers of all children but the last are entries of the page itself.
std::string IndexPages::interiorPage(const Child* first, std::size_t count) {
    PageLayout page(PageType::IndexInterior);
    for (std::size_t i = 0; i + 1 < count; ++i) {
        const EntryCell entry(first[i].divider.value, first[i].divider.row);
        char* cell = page.addCell(kPageNumber + entry.text().size());
        put32(cell, first[i].page);
        std::copy(entry.text().begin(), entry.text().end(), cell + kPageNumber);
    }
    page.setRightMost(first[count - 1].page);
    return page.finished();
}

void IndexPages::finish() {
    std::sort(m_entries.begin(), m_entries.end());
    const std::size_t record = longestRecord();
    const std::size_t perLeaf = (kPage - kLeafHeader) / (record + kCellPointer);
    if (m_entries.size() <= perLeaf) {
        m_file.replace(m_root, leafPage(m_entries.data(), m_entries.size()));
        return;
    }
    // Between two leaves one entry stands in the page above them.
    std::vector<Child> level;
    const std::size_t leaves = partsOf(m_entries.size() + 1, perLeaf + 1);
    for (std::size_t i = 0; i < leaves; ++i) {
        const std::size_t begin = partBegin(m_entries.size() + 1, leaves, i);
        const std::size_t end = partBegin(m_entries.size() + 1, leaves, i + 1) - 1;
        level.push_back({m_file.append(leafPage(m_entries.data() + begin, end - begin)),
                         end < m_entries.size() ? m_entries[end] : Entry{}});
    }
    const std::size_t children = (kPage - kInteriorHeader) / (kPageNumber + record + kCellPointer) + 1;
    while (level.size() > children) {
        std::vector<Child> above;
        const std::size_t pages = partsOf(level.size(), children);
        for (std::size_t i = 0; i < pages; ++i) {
            const std::size_t begin = partBegin(level.size(), pages, i);
            const std::size_t end = partBegin(level.size(), pages, i + 1);
            above.push_back({m_file.append(interiorPage(level.data() + begin, end - begin)), level[end - 1].divider});
        }
        level = std::move(above);
    }
    m_file.replace(m_root, interiorPage(level.data(), level.size()));
}

} // namespace echelle::store
