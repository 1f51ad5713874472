#pragma once

#include "core/base/byte_view.h"

#include <cstdint>

namespace echelle::net {

// One TCP segment (RFC 9293 section 3.1), its options passed over.
struct TcpSegment {
    enum class Status : std::uint8_t { Good, Malformed, Truncated };

    std::uint16_t sourcePort = 0;
    std::uint16_t destinationPort = 0;
    std::uint32_t sequence = 0;
    std::uint32_t acknowledged = 0;
    bool isSyn = false;
    bool isAck = false;
    bool isFin = false;
    bool isReset = false;
    ByteView header;
    ByteView payload;
    std::uint32_t missing = 0; // payload bytes sent and not captured

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(payload.size()) + missing; }
};

// bytes begin with the header; missing is what the IP header announced beyond them.
[[nodiscard]] inline TcpSegment::Status readTcp(ByteView bytes, std::uint32_t missing, TcpSegment& segment) {
    constexpr std::size_t kMinHeader = 20;
    if (bytes.size() < kMinHeader)
        return missing > 0 ? TcpSegment::Status::Truncated : TcpSegment::Status::Malformed;
    const std::uint8_t* p = bytes.data();
    const std::size_t headerSize = static_cast<std::size_t>(p[12] >> 4) * 4;
    if (headerSize < kMinHeader)
        return TcpSegment::Status::Malformed;
    if (headerSize > bytes.size())
        return missing > 0 ? TcpSegment::Status::Truncated : TcpSegment::Status::Malformed;
    segment.sourcePort = readBe16(p);
    segment.destinationPort = readBe16(p + 2);
    segment.sequence = readBe32(p + 4);
    segment.acknowledged = readBe32(p + 8);
    segment.isFin = (p[13] & 0x01) != 0;
    segment.isSyn = (p[13] & 0x02) != 0;
    segment.isReset = (p[13] & 0x04) != 0;
    segment.isAck = (p[13] & 0x10) != 0;
    segment.header = bytes.first(headerSize);
    segment.payload = bytes.subspan(headerSize);
    segment.missing = missing;
    return TcpSegment::Status::Good;
}

} // namespace echelle::net
