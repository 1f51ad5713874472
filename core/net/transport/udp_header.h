#pragma once

#include "core/base/byte_view.h"

#include <algorithm>
#include <cstdint>

namespace echelle::net {

// RFC 768. The length field counts the header; 0 is for jumbograms (RFC 2675 section 4), meaning all there is.
struct UdpHeader {
    enum class Status : std::uint8_t { Good, Malformed, Truncated };
    static constexpr std::size_t kSize = 8;

    std::uint16_t sourcePort = 0;
    std::uint16_t destinationPort = 0;
    ByteView payload;
    bool isShort = false; // fewer bytes are there than the length says
};

// bytes begin with the header.
[[nodiscard]] inline UdpHeader::Status readUdp(ByteView bytes, UdpHeader& header) {
    if (bytes.size() < UdpHeader::kSize)
        return UdpHeader::Status::Truncated;
    const std::size_t length = readBe16(bytes.data() + 4);
    if (length != 0 && length < UdpHeader::kSize)
        return UdpHeader::Status::Malformed;
    const std::size_t announced = length == 0 ? bytes.size() : length;
    header.sourcePort = readBe16(bytes.data());
    header.destinationPort = readBe16(bytes.data() + 2);
    header.isShort = announced > bytes.size();
    header.payload = bytes.first(std::min(announced, bytes.size())).subspan(UdpHeader::kSize);
    return UdpHeader::Status::Good;
}

} // namespace echelle::net
