#include "core/net/websocket/frame_header.h"

#include <algorithm>

namespace echelle::net::websocket {
namespace {

constexpr std::uint64_t kMaxLength = std::uint64_t{1} << 40; // nobody sends more; a larger one is no frame at all

FrameHeader malformed() {
    FrameHeader header;
    header.status = FrameHeader::Status::Malformed;
    return header;
}

} // namespace

FrameHeader readFrameHeader(ByteView bytes) {
    FrameHeader header;
    if (bytes.empty())
        return header;
    header.isFinal = (bytes[0] & 0x80) != 0;
    header.isCompressed = (bytes[0] & 0x40) != 0;
    header.opcode = static_cast<Opcode>(bytes[0] & 0x0f);
    const auto code = static_cast<std::uint8_t>(header.opcode);
    const bool isKnown = code <= 2 || (code >= 8 && code <= 10);
    if (!isKnown || (bytes[0] & 0x30) != 0 || (header.isControl() && (!header.isFinal || header.isCompressed)) ||
        (header.isCompressed && header.opcode == Opcode::Continuation))
        return malformed();
    if (bytes.size() < 2)
        return header;
    header.isMasked = (bytes[1] & 0x80) != 0;
    header.length = bytes[1] & 0x7f;
    if (header.isControl() && header.length > 125)
        return malformed();
    const std::size_t extended = header.length == 126 ? 2 : header.length == 127 ? 8 : 0;
    const std::size_t size = 2 + extended + (header.isMasked ? 4 : 0);
    if (bytes.size() < size)
        return header;
    if (extended == 2)
        header.length = readBe16(bytes.data() + 2);
    else if (extended == 8)
        header.length = readBe64(bytes.data() + 2);
    if ((extended == 2 && header.length < 126) || (extended == 8 && header.length < 0x10000) ||
        header.length > kMaxLength)
        return malformed();
    if (header.isMasked)
        std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(2 + extended), 4, header.mask.begin());
    header.size = size;
    header.status = FrameHeader::Status::Good;
    return header;
}

} // namespace echelle::net::websocket
