#pragma once

#include "core/store/page_file.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace echelle::store {

// What the pages of b-trees have in common (sqlite.org/fileformat2.html section 1.6).

enum class PageType : std::uint8_t { IndexInterior = 0x02, TableInterior = 0x05, IndexLeaf = 0x0a, TableLeaf = 0x0d };

inline constexpr std::size_t kLeafHeader = 8;
inline constexpr std::size_t kInteriorHeader = 12; // with the right-most child
inline constexpr std::size_t kCellPointer = 2;
inline constexpr std::size_t kPageNumber = 4;
inline constexpr std::size_t kMaxVarint = 9;

inline void put16(char* into, std::size_t value) {
    into[0] = static_cast<char>(value >> 8);
    into[1] = static_cast<char>(value);
}
inline void put32(char* into, std::uint32_t value) {
    put16(into, value >> 16);
    put16(into + 2, value & 0xffff);
}

// Writes a variable-length integer (section 1.6); returns its size, at most kMaxVarint.
std::size_t putVarint(char* into, std::uint64_t value);

// A page that is filled with cells: pointers to them grow from its front, their content from its end.
class PageLayout {
public:
    explicit PageLayout(PageType type);

    [[nodiscard]] bool hasRoomFor(std::size_t cellBytes) const {
        return m_header + (m_cells + 1) * kCellPointer + cellBytes <= m_contentBegin;
    }
    // Room for the content of the next cell; there must be enough.
    [[nodiscard]] char* addCell(std::size_t cellBytes);
    void addCell(std::string_view content);
    void setRightMost(PageFile::PageNumber child); // of an interior page
    [[nodiscard]] std::size_t cells() const { return m_cells; }
    [[nodiscard]] const std::string& finished();
    void clear();

private:
    std::size_t m_header;
    std::size_t m_cells = 0;
    std::size_t m_contentBegin = PageFile::kPageBytes;
    std::string m_page;
};

} // namespace echelle::store
