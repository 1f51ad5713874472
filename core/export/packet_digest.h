#pragma once

#include "core/base/byte_view.h"
#include "core/base/hash.h"
#include "core/base/result.h"
#include "core/base/timestamp.h"
#include "core/capture/frame_source.h"
#include "core/export/wanted_messages.h"

#include <string>

namespace echelle::exporting {

// What was written, to be compared with what is read back: all packets in order, with time, link type and length.
class PacketDigest {
public:
    void add(Timestamp time, capture::LinkType link, ByteView bytes, std::uint32_t originalLength) {
        const std::int64_t facts[] = {time.isValid() && time.ns > 0 ? time.ns : 0, static_cast<std::int64_t>(link),
                                      static_cast<std::int64_t>(originalLength)};
        m_hash = hash64(facts, sizeof facts, m_hash);
        m_hash = hash64(bytes.data(), bytes.size(), m_hash);
        ++m_packets;
    }
    friend bool operator==(const PacketDigest&, const PacketDigest&) = default;

private:
    std::uint64_t m_hash = 0;
    std::uint64_t m_packets = 0;
};

// Reads a capture just written. kOutputDiffers (about path) where a packet is not as it was written, or a message of
// wanted is not found in it.
Result<void> compareWritten(const std::string& part, const std::string& path, const PacketDigest& written,
                            const WantedMessages& wanted);

} // namespace echelle::exporting
