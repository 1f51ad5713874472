#pragma once

#include "core/base/byte_view.h"

#include <cstdint>

namespace echelle::tls {

enum class ContentType : std::uint8_t {
    ChangeCipherSpec = 20,
    Alert = 21,
    Handshake = 22,
    ApplicationData = 23,
    Heartbeat = 24 // RFC 6520
};

// RFC 8446 section 5.1.
struct RecordHeader {
    static constexpr std::size_t kSize = 5;
    static constexpr std::size_t kMaxLength = (1U << 14) + 2048; // RFC 5246 section 6.2.3

    ContentType type = ContentType::Handshake;
    std::uint16_t version = 0;
    std::uint16_t length = 0;
};

// bytes hold at least kSize. False: these are no record.
[[nodiscard]] inline bool readRecordHeader(ByteView bytes, RecordHeader& header) {
    header.type = static_cast<ContentType>(bytes[0]);
    header.version = readBe16(bytes.data() + 1);
    header.length = readBe16(bytes.data() + 3);
    return bytes[0] >= 20 && bytes[0] <= 24 && bytes[1] == 3 && bytes[2] <= 4 &&
           header.length <= RecordHeader::kMaxLength;
}

} // namespace echelle::tls
