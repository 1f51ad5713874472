#pragma once

#include "core/base/byte_view.h"
#include "core/base/timestamp.h"
#include "core/capture/frame_source.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace echelle::capture {

// Appends a pcapng file (draft-ietf-opsawg-pcapng) to a string, little-endian, with nanoseconds on every interface:
// one section, then interfaces, then packets of interfaces already added. Further interfaces may come between packets.
// Nothing is kept here but the number of interfaces, so the caller may write the string out and clear it between calls.
class PcapngWriter {
public:
    // out outlives the writer. comment (UTF-8, at most 65,535 bytes are kept) says where the packets come from.
    PcapngWriter(std::string& out, std::string_view application, std::string_view comment);

    // Returns the interface's index. Name and description may be empty.
    std::uint32_t addInterface(const Interface& facts);

    // originalLength is that on the wire. An invalid time, and one before 1970, is written as 0: the format has no
    // other. comment may be empty. The interface has been added, and bytes hold less than 16 MiB.
    void addPacket(std::uint32_t interface, Timestamp time, ByteView bytes, std::uint32_t originalLength,
                   std::string_view comment = {});

private:
    std::string& m_out;
    std::uint32_t m_interfaces = 0;
};

} // namespace echelle::capture
