#include "core/store/raw_bytes.h"

namespace echelle::store {

RawBytes::RawBytes(Database& database)
    : m_place(database.prepare("SELECT chunk,start,size FROM message WHERE id=?"))
    , m_read(database.prepare("SELECT bytes FROM chunk WHERE id=?")) {}

std::string_view RawBytes::of(EventId message) {
    if (!m_place)
        return {};
    m_place.bind(1, message.value);
    const std::string_view bytes = m_place.step() ? at(m_place, 0) : std::string_view();
    m_place.reset();
    return bytes;
}

std::string_view RawBytes::at(const Statement& message, int column) {
    return slice(message.integer(column), static_cast<std::uint64_t>(message.integer(column + 1)),
                 static_cast<std::uint64_t>(message.integer(column + 2)));
}

std::string_view RawBytes::slice(std::int64_t chunk, std::uint64_t start, std::uint64_t size) {
    if (!m_read)
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
