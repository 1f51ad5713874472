#pragma once

#include "core/base/byte_view.h"

#include <array>
#include <cstdint>

namespace echelle::net::websocket {

enum class Opcode : std::uint8_t { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

// RFC 6455 section 5.2.
struct FrameHeader {
    enum class Status : std::uint8_t { Good, NeedMore, Malformed };
    Status status = Status::NeedMore;
    Opcode opcode = Opcode::Continuation;
    bool isFinal = false;
    bool isCompressed = false; // RSV1, RFC 7692 section 6
    bool isMasked = false;
    std::array<std::uint8_t, 4> mask{};
    std::uint64_t length = 0; // of the payload
    std::size_t size = 0;     // of the header

    [[nodiscard]] bool isControl() const { return static_cast<std::uint8_t>(opcode) >= 8; }
};

// Malformed: a reserved opcode or bit, a length not in its shortest form, a control frame in pieces or over 125 bytes.
[[nodiscard]] FrameHeader readFrameHeader(ByteView bytes);

} // namespace echelle::net::websocket
