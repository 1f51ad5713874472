#include "core/export/section_writer.h"

namespace echelle::exporting {

namespace {
constexpr std::size_t kFlushBytes = std::size_t{1} << 20;
}

void SectionWriter::beginSection(std::string_view comment) {
    m_section.emplace(m_text, "Echelle " ECHELLE_VERSION, comment);
    m_interfaces.clear();
}

Result<void> SectionWriter::add(std::uint32_t sourceInterface, const capture::Interface& interface, Timestamp time,
                                ByteView bytes, std::uint32_t originalLength) {
    auto known = m_interfaces.find(sourceInterface);
    if (known == m_interfaces.end())
        known = m_interfaces.emplace(sourceInterface, m_section->addInterface(interface)).first;
    m_section->addPacket(known->second, time, bytes, originalLength);
    m_digest.add(time, interface.linkType, bytes, originalLength);
    ++m_packets;
    return m_text.size() >= kFlushBytes ? flush() : Result<void>();
}

Result<void> SectionWriter::addFrame(const capture::Frame& frame, const capture::Interface& interface) {
    return add(frame.interfaceIndex, interface, frame.time, frame.bytes, frame.originalLength);
}

Result<void> SectionWriter::addMade(Timestamp time, std::string_view packet) {
    capture::Interface raw;
    raw.linkType = capture::link::kRaw;
    return add(0, raw, time, asBytes(packet), static_cast<std::uint32_t>(packet.size()));
}

Result<void> SectionWriter::flush() {
    Result<void> written = m_file.write(m_text);
    m_text.clear();
    return written;
}

} // namespace echelle::exporting
