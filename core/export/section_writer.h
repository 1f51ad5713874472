#pragma once

#include "core/base/atomic_file.h"
#include "core/capture/pcapng_writer.h"
#include "core/export/packet_digest.h"

#include <map>
#include <string>

namespace echelle::exporting {

// Writes the sections of one pcapng file, one after the other.
class SectionWriter {
public:
    explicit SectionWriter(AtomicFile& file) : m_file(file) {} // outlives the writer

    void beginSection(std::string_view comment);
    // A packet as it was captured; interface: that of its source, declared here at its first packet.
    Result<void> addFrame(const capture::Frame& frame, const capture::Interface& interface);
    // A packet made anew, of raw IP.
    Result<void> addMade(Timestamp time, std::string_view packet);
    Result<void> flush();

    [[nodiscard]] const PacketDigest& digest() const { return m_digest; }
    [[nodiscard]] std::uint64_t packets() const { return m_packets; }

private:
    Result<void> add(std::uint32_t sourceInterface, const capture::Interface& interface, Timestamp time, ByteView bytes,
                     std::uint32_t originalLength);

    AtomicFile& m_file;
    std::string m_text; // written, not yet in the file
    std::optional<capture::PcapngWriter> m_section;
    std::map<std::uint32_t, std::uint32_t> m_interfaces; // of the section: source's index -> ours
    PacketDigest m_digest;
    std::uint64_t m_packets = 0;
};

} // namespace echelle::exporting
