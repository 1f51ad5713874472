#include "core/store/page_layout.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace echelle::store {

PageLayout::PageLayout(PageType type)
    : m_header(type == PageType::IndexLeaf || type == PageType::TableLeaf ? kLeafHeader : kInteriorHeader)
    , m_page(PageFile::kPageBytes, '\0') {
    m_page[0] = static_cast<char>(type);
}

char* PageLayout::addCell(std::size_t cellBytes) {
    assert(hasRoomFor(cellBytes));
    m_contentBegin -= cellBytes;
    put16(m_page.data() + m_header + m_cells * kCellPointer, m_contentBegin);
    ++m_cells;
    return m_page.data() + m_contentBegin;
}

void PageLayout::addCell(std::string_view content) {
    std::memcpy(addCell(content.size()), content.data(), content.size());
}

void PageLayout::setRightMost(PageFile::PageNumber child) {
    put32(m_page.data() + 8, child);
}

const std::string& PageLayout::finished() {
    put16(m_page.data() + 3, m_cells);
    put16(m_page.data() + 5, m_contentBegin);
    return m_page;
}

void PageLayout::clear() {
    std::fill(m_page.begin() + 1, m_page.end(), '\0');
    m_cells = 0;
    m_contentBegin = PageFile::kPageBytes;
}

std::size_t putVarint(char* into, std::uint64_t value) {
    if (value >> 56 != 0) { // nine bytes, of which the last holds eight bits
        into[8] = static_cast<char>(value);
        value >>= 8;
        for (int i = 7; i >= 0; --i, value >>= 7)
            into[i] = static_cast<char>(0x80 | (value & 0x7f));
        return 9;
    }
    std::size_t size = 1;
    for (std::uint64_t rest = value >> 7; rest != 0; rest >>= 7)
        ++size;
    for (std::size_t i = size; i-- > 0; value >>= 7)
        into[i] = static_cast<char>((i + 1 == size ? 0 : 0x80) | (value & 0x7f));
    return size;
}

} // namespace echelle::store
