#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace echelle::sip {

inline constexpr std::size_t kMaxMessageBytes = 1U << 20; // model.md "Bounds"

// True where the bytes begin, after blank lines, like a SIP start line: METHOD SP uri SP SIP/x or SIP/x SP digits, also
// a damaged one that still carries "SIP/" on its first line, or a first line "token token SIP/2.0" with an odd method.
// HTTP, RTSP and MSRP are not SIP. Cheap: rejects almost everything on the first bytes.
[[nodiscard]] bool looksLikeSip(std::string_view bytes);

enum class FrameStatus : std::uint8_t {
    Message,   // [begin, end) is one message
    NeedMore,  // begins like one, not complete yet (stream only)
    KeepAlive, // [begin, end) is CRLF, CRLFCRLF, NULs or another keep-alive
    NotSip     // [begin, end) is to be skipped: bytes up to the next start line, or all there is
};
struct FramedPart {
    FrameStatus status = FrameStatus::NotSip;
    std::size_t begin = 0;
    std::size_t end = 0;
    bool isTooLarge = false; // the message was cut at kMaxMessageBytes
};

// Next part of a byte stream (TCP, TLS) from its front; RFC 3261 section 18.3: Content-Length rules. Without one, a
// message ends at its header end. atEnd: no byte will follow, so what is incomplete is given out as it is. resume: what
// the last call that returned NeedMore has seen of the same front, so that work stays linear however small the pieces
// are. Opaque: 0 for a new front (the caller sets it after every part that is taken off), kept as it is after NeedMore.
[[nodiscard]] FramedPart nextInStream(std::string_view bytes, bool atEnd, std::size_t& resume);

// A datagram holds one message (section 18.3); bytes after Content-Length stay with it as a defect, unless they begin a
// further message with a start line.
[[nodiscard]] FramedPart nextInDatagram(std::string_view bytes);

} // namespace echelle::sip
