#include "core/store/raw_bytes.h"

#include "core/record/export_row.h"

namespace echelle::store {

RawBytes::RawBytes(Database& database)
    : m_place(database.prepare("SELECT raw_at,size FROM message WHERE id=?"))
    , m_packet(database.prepare("SELECT bytes FROM packet WHERE id=?"))
    , m_record(database.prepare("SELECT r.fields FROM record_event e JOIN record r ON r.id=e.record WHERE e.id=?"))
    , m_read(database.prepare("SELECT id,bytes FROM chunk WHERE id<=? ORDER BY id DESC LIMIT 1")) {}

std::string_view RawBytes::of(EventId event) {
    if (!m_place)
        return {};
    m_place.bind(1, event.value);
    const bool isMessage = m_place.step();
    const std::string_view bytes = isMessage ? slice(m_place.integer(0), m_place.integer(1)) : std::string_view();
    m_place.reset();
    return isMessage ? bytes : ofPacket(event);
}

std::string_view RawBytes::ofPacket(EventId event) {
    if (!m_packet)
        return {};
    m_packet.bind(1, event.value);
    const bool isThere = m_packet.step();
    m_packetBytes = isThere ? m_packet.text(0) : std::string_view();
    m_packet.reset();
    return isThere ? std::string_view(m_packetBytes) : ofRecord(event);
}

// "name: value" lines, as the row has them.
std::string_view RawBytes::ofRecord(EventId event) {
    if (!m_record)
        return {};
    m_packetBytes.clear();
    m_record.bind(1, event.value);
    if (m_record.step())
        for (const record::FieldValue& f : record::unpackFields(m_record.text(0))) {
            m_packetBytes += record::toString(f.field);
            m_packetBytes += ": ";
            m_packetBytes += f.text;
            m_packetBytes += '\n';
        }
    m_record.reset();
    return m_packetBytes;
}

std::string_view RawBytes::slice(std::int64_t at, std::int64_t size) {
    if (!holds(at, size) && !(fetch(at) && holds(at, size)))
        return {};
    return std::string_view(m_bytes).substr(static_cast<std::size_t>(at - m_first), static_cast<std::size_t>(size));
}

bool RawBytes::holds(std::int64_t at, std::int64_t size) const {
    const auto kept = static_cast<std::int64_t>(m_bytes.size());
    return size >= 0 && size <= kept && at >= m_first && at - m_first <= kept - size;
}

bool RawBytes::fetch(std::int64_t at) {
    if (!m_read)
        return false;
    m_read.bind(1, at);
    const bool isThere = m_read.step();
    m_first = isThere ? m_read.integer(0) : 0;
    m_bytes = isThere ? m_read.text(1) : std::string_view();
    m_read.reset();
    return isThere && m_first > 0 && at > 0; // ids below 1 are no case's: they would make the difference overflow
}

} // namespace echelle::store
