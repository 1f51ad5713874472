#include "core/store/table_pages.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>

namespace echelle::store {

namespace {

constexpr std::size_t kPage = PageFile::kPageBytes;

// A page whose cells have the longest keys is not full with as many.
constexpr std::size_t kMaxChildren = (kPage - kInteriorHeader) / (kCellPointer + kPageNumber + kMaxVarint);

// Of a payload, how much stands in the leaf; the rest goes to overflow pages (section 1.6, "X", "M" and "K").
std::size_t localBytes(std::size_t payload) {
    constexpr std::size_t kMost = kPage - 35;
    constexpr std::size_t kLeast = (kPage - 12) * 32 / 255 - 23;
    if (payload <= kMost)
        return payload;
    const std::size_t filling = kLeast + (payload - kLeast) % (kPage - kPageNumber);
    return filling <= kMost ? filling : kLeast;
}

// What stands at an offset of two texts, one behind the other; shorter than size at the end of the first.
std::string_view sliceOf(std::string_view head, std::string_view blob, std::size_t offset, std::size_t size) {
    return offset < head.size() ? head.substr(offset, size) : blob.substr(offset - head.size(), size);
}

void copySlice(char* into, std::string_view head, std::string_view blob, std::size_t size) {
    const std::size_t fromHead = std::min(size, head.size());
    std::memcpy(into, head.data(), fromHead);
    if (size > fromHead)
        std::memcpy(into + fromHead, blob.data(), size - fromHead);
}

} // namespace

TablePages::TablePages(PageFile& file, PageFile::PageNumber root, int columns, Order order)
    : m_file(file), m_root(root), m_columns(columns) {
    if (order == Order::Any)
        m_waiting.emplace();
}

void TablePages::flushLeaf() {
    m_leaves.push_back({m_file.append(m_leaf.finished()), m_lastKey});
    m_leaf.clear();
}

// The payload from its local part on, in pages that follow one another. Returns the first.
PageFile::PageNumber TablePages::appendOverflow(std::string_view head, std::string_view blob) {
    constexpr std::size_t kContent = kPage - kPageNumber;
    const std::size_t payload = head.size() + blob.size();
    std::size_t at = localBytes(payload);
    assert(at >= head.size() || blob.empty()); // all pages but the last are full
    const PageFile::PageNumber first = m_file.next();
    while (at < payload) {
        const std::string_view content = sliceOf(head, blob, at, kContent);
        at += content.size();
        std::array<char, kPageNumber> next{};
        put32(next.data(), at < payload ? PageFile::after(m_file.next()) : 0);
        m_file.append({next.data(), next.size()}, content);
    }
    return first;
}

void TablePages::addRow() {
    if (m_index)
        m_index->add(m_row.second(), m_row.key());
    if (!m_waiting)
        append(m_row.key(), m_row.head(), m_row.blob());
    else
        m_waiting->add(m_row.key(), m_row.head());
}

void TablePages::append(std::int64_t key, std::string_view head, std::string_view blob) {
    const std::size_t payload = head.size() + blob.size();
    const std::size_t local = localBytes(payload);
    assert(key > m_lastKey || (m_leaf.cells() == 0 && m_leaves.empty()));

    std::array<char, 2 * kMaxVarint> front{};
    std::size_t frontSize = putVarint(front.data(), payload);
    frontSize += putVarint(front.data() + frontSize, static_cast<std::uint64_t>(key));
    const std::size_t cell = frontSize + local + (local < payload ? kPageNumber : 0);
    if (!m_leaf.hasRoomFor(cell))
        flushLeaf();

    char* into = m_leaf.addCell(cell);
    std::memcpy(into, front.data(), frontSize);
    copySlice(into + frontSize, head, blob, local);
    if (local < payload)
        put32(into + frontSize + local, appendOverflow(head, blob));
    m_lastKey = key;
}

// Of all children but the last the key stands beside the page; the last is the right-most.
std::string TablePages::interiorPage(const Child* first, std::size_t count) {
    assert(count >= 2 && count <= kMaxChildren);
    PageLayout page(PageType::TableInterior);
    for (std::size_t i = 0; i + 1 < count; ++i) {
        std::array<char, kPageNumber + kMaxVarint> cell{};
        put32(cell.data(), first[i].page);
        const std::size_t key = putVarint(cell.data() + kPageNumber, static_cast<std::uint64_t>(first[i].lastKey));
        page.addCell({cell.data(), kPageNumber + key});
    }
    page.setRightMost(first[count - 1].page);
    return page.finished();
}

void TablePages::finish() {
    if (m_waiting) {
        const auto add = [this](std::int64_t key, std::string_view record) { append(key, record, {}); };
        if (const int failure = m_waiting->eachInOrder(add); failure != 0)
            m_file.fail(failure);
    }
    finishTree();
    if (m_index)
        m_index->finish();
}

void TablePages::finishTree() {
    if (m_leaves.empty()) { // all rows fit into one page
        m_file.replace(m_root, m_leaf.finished());
        return;
    }
    flushLeaf(); // not empty: a leaf is full only when a further row comes
    std::vector<Child> level = std::move(m_leaves);
    while (level.size() > kMaxChildren) {
        const std::size_t pages = (level.size() + kMaxChildren - 1) / kMaxChildren;
        std::vector<Child> above;
        for (std::size_t i = 0; i < pages; ++i) { // evenly, so that none has one child alone
            const std::size_t begin = level.size() * i / pages;
            const std::size_t end = level.size() * (i + 1) / pages;
            above.push_back({m_file.append(interiorPage(level.data() + begin, end - begin)), level[end - 1].lastKey});
        }
        level = std::move(above);
    }
    m_file.replace(m_root, interiorPage(level.data(), level.size()));
}

} // namespace echelle::store
