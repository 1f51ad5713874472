#pragma once

#include "core/base/byte_view.h"

#include <cstdint>
#include <optional>

namespace echelle::net {

// The common header of an SCTP packet (RFC 9260 section 3.1).
struct SctpHeader {
    static constexpr std::size_t kSize = 12;
    std::uint16_t sourcePort = 0;
    std::uint16_t destinationPort = 0;
    std::uint32_t verificationTag = 0;
};

// One chunk; its value is shorter than announced where the capture was cut.
struct SctpChunk {
    std::uint8_t type = 0;
    std::uint8_t flags = 0;
    ByteView value;
    std::size_t missing = 0;
};

// User data of a DATA chunk (RFC 9260 section 3.3.1) or an I-DATA chunk (RFC 8260 section 2.1): a whole message or one
// fragment of it.
struct SctpData {
    std::uint32_t tsn = 0;
    std::uint64_t group = 0; // fragments of one message are of one group
    std::uint32_t index = 0; // and count on by one: the TSN, or the fragment sequence number of I-DATA
    bool isFirst = false;
    bool isLast = false;
    ByteView bytes;
    std::size_t missing = 0; // bytes sent and not captured
};

// nullopt where the header is cut.
[[nodiscard]] std::optional<SctpHeader> readSctpHeader(ByteView packet);

// Walks over the chunks of a packet; ends where what is left is no chunk (isMalformed) or nothing.
class SctpChunkReader {
public:
    // missing: bytes of the packet that were not captured.
    SctpChunkReader(ByteView packet, std::size_t missing)
        : m_rest(packet.subspan(SctpHeader::kSize)), m_missing(missing) {}
    [[nodiscard]] std::optional<SctpChunk> next();
    [[nodiscard]] bool isMalformed() const { return m_isMalformed; }

private:
    ByteView m_rest;
    std::size_t m_missing;
    bool m_isMalformed = false;
};

// nullopt where the chunk carries no user data, or its header is cut.
[[nodiscard]] std::optional<SctpData> readSctpData(const SctpChunk& chunk);

} // namespace echelle::net
