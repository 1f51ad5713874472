#include "core/capture/read_window.h"

#include <algorithm>
#include <cstring>

namespace echelle::capture {
namespace {
constexpr std::size_t kBlock = std::size_t{1} << 20;
}

ReadWindow::ReadWindow(std::unique_ptr<ByteReader> reader)
    : m_reader(std::move(reader))
    , m_buffer(std::make_unique_for_overwrite<std::uint8_t[]>(kBlock))
    , m_capacity(kBlock) {}

void ReadWindow::makeRoom() {
    if (m_begin > 0) {
        std::memmove(m_buffer.get(), m_buffer.get() + m_begin, m_end - m_begin);
        m_end -= m_begin;
        m_begin = 0;
    }
    if (m_end < m_capacity)
        return;
    auto larger = std::make_unique_for_overwrite<std::uint8_t[]>(m_capacity * 2);
    std::memcpy(larger.get(), m_buffer.get(), m_end);
    m_buffer = std::move(larger);
    m_capacity *= 2;
}

bool ReadWindow::fill(std::size_t size) {
    if (m_begin == m_end)
        m_begin = m_end = 0;
    while (m_end - m_begin < size && !m_isAtEnd) {
        makeRoom();
        const Result<std::size_t> got = m_reader->read(m_buffer.get() + m_end, m_capacity - m_end);
        if (!got) {
            m_error = got.error();
            m_isAtEnd = true;
        } else {
            m_end += *got;
            m_fetched += *got;
            m_isAtEnd = *got == 0;
        }
    }
    return m_end - m_begin >= size;
}

void ReadWindow::skip(std::uint64_t size) {
    while (size > 0 && require(1)) {
        const std::size_t step = static_cast<std::size_t>(std::min<std::uint64_t>(size, m_end - m_begin));
        consume(step);
        size -= step;
    }
}

} // namespace echelle::capture
