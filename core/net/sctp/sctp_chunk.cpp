#include "core/net/sctp/sctp_chunk.h"

#include <algorithm>

namespace echelle::net {

std::optional<SctpHeader> readSctpHeader(ByteView packet) {
    if (packet.size() < SctpHeader::kSize)
        return std::nullopt;
    const std::uint8_t* p = packet.data();
    return SctpHeader{readBe16(p), readBe16(p + 2), readBe32(p + 4)};
}

// Type 1, flags 1, length 2 with these four bytes, value, padding to four bytes.
std::optional<SctpChunk> SctpChunkReader::next() {
    constexpr std::size_t kHeader = 4;
    if (m_rest.size() < kHeader)
        return std::nullopt;
    const std::size_t length = readBe16(m_rest.data() + 2);
    if (length < kHeader || length > m_rest.size() + m_missing) {
        m_isMalformed = true;
        m_rest = {};
        return std::nullopt;
    }
    const std::size_t present = std::min(length, m_rest.size());
    const SctpChunk chunk{m_rest[0], m_rest[1], m_rest.subspan(kHeader, present - kHeader), length - present};
    m_rest = m_rest.subspan(std::min((length + 3) / 4 * 4, m_rest.size()));
    return chunk;
}

std::optional<SctpData> readSctpData(const SctpChunk& chunk) {
    constexpr std::uint8_t kData = 0;
    constexpr std::uint8_t kInterleavedData = 64;
    constexpr std::uint8_t kLastFragment = 1;
    constexpr std::uint8_t kFirstFragment = 2;
    constexpr std::uint8_t kUnordered = 4;
    constexpr std::uint64_t kInterleavedGroup = std::uint64_t{1} << 63;
    const std::size_t header = chunk.type == kData ? 12 : 16;
    if ((chunk.type != kData && chunk.type != kInterleavedData) || chunk.value.size() < header)
        return std::nullopt;
    const std::uint8_t* p = chunk.value.data();
    SctpData data;
    data.tsn = readBe32(p);
    data.isFirst = (chunk.flags & kFirstFragment) != 0;
    data.isLast = (chunk.flags & kLastFragment) != 0;
    data.bytes = chunk.value.subspan(header);
    data.missing = chunk.missing;
    if (chunk.type == kData) { // TSN 4, stream 2, sequence number 2, payload protocol 4
        data.index = data.tsn;
        return data;
    }
    // TSN 4, stream 2, reserved 2, message 4, then the payload protocol of the first fragment, or the fragment's
    // number.
    const std::uint64_t stream = readBe16(p + 4);
    const std::uint64_t order = (chunk.flags & kUnordered) != 0 ? 1 : 0;
    data.group = kInterleavedGroup | stream << 33 | order << 32 | readBe32(p + 8);
    data.index = data.isFirst ? 0 : readBe32(p + 12);
    return data;
}

} // namespace echelle::net
