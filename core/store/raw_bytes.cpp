#include "core/store/raw_bytes.h"

namespace echelle::store {

RawBytes::RawBytes(Database& database)
    : m_place(database.prepare("SELECT chunk,start,size FROM message WHERE id=?"))
    , m_read(database.prepare("SELECT bytes FROM chunk WHERE id=?")) {}

std::string_view RawBytes::of(EventId message) {
    if (!m_place || !m_read)
        return {};
    m_place.bind(1, message.value);
    const bool isThere = m_place.step();
    const std::int64_t chunk = isThere ? m_place.integer(0) : 0;
    const auto start = static_cast<std::uint64_t>(isThere ? m_place.integer(1) : 0);
    const auto size = static_cast<std::uint64_t>(isThere ? m_place.integer(2) : 0);
    m_place.reset();
    if (!isThere)
        return {};
    if (chunk != m_chunk) {
        m_chunk = chunk;
        m_read.bind(1, chunk);
        m_bytes = m_read.step() ? m_read.text(0) : std::string_view();
        m_read.reset();
    }
    if (start > m_bytes.size() || size > m_bytes.size() - start)
        return {};
    return std::string_view(m_bytes).substr(start, size);
}

} // namespace echelle::store
