#include "core/store/row_image.h"

#include "core/store/page_layout.h"

#include <cstring>

namespace echelle::store {

void RowImage::bind(int column, std::string_view text) {
    assert(column > 1);
    typeOf(column) = 13 + 2 * static_cast<std::uint64_t>(text.size());
    if (text.empty())
        return;
    std::memcpy(roomFor(text.size()) + m_end, text.data(), text.size());
    m_end += text.size();
}

void RowImage::bindBlob(int column, std::string_view bytes) {
    assert(column == m_columns);
    typeOf(column) = 12 + 2 * static_cast<std::uint64_t>(bytes.size());
    m_blob = bytes;
}

std::string_view RowImage::head() {
    // Header: its own size, then the types; it comes right before the values.
    std::array<char, kBodyBegin> header{};
    std::size_t end = 2;
    for (int i = 0; i < m_columns; ++i) {
        const std::uint64_t type = m_types[static_cast<std::size_t>(i)];
        if (type < 0x80)
            header[end++] = static_cast<char>(type);
        else
            end += putVarint(header.data() + end, type);
    }
    constexpr std::size_t kLongestShort = 0x7f; // its size takes one byte
    const std::size_t begin = end - 1 <= kLongestShort ? 1 : 0;
    putVarint(header.data() + begin, end - begin);
    const std::size_t size = end - begin;
    std::memcpy(roomFor(0) + kBodyBegin - size, header.data() + begin, size);
    return {m_bytes.data() + kBodyBegin - size, m_end - kBodyBegin + size};
}

} // namespace echelle::store
