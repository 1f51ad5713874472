#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::sip {

enum class Direction : std::uint8_t { SendRecv, SendOnly, RecvOnly, Inactive };
[[nodiscard]] std::string_view toString(Direction d);

struct SdpCodec {
    int payloadType = 0;
    std::string_view name; // rtpmap's, or that of the static type (RFC 3551)
    std::uint32_t clockRate = 0;
    std::uint8_t channels = 1;
    std::string_view fmtp;
};

struct SdpMedia {
    std::string_view type;     // audio, video, image, application
    std::uint16_t port = 0;    // 0: refused or disabled
    std::string_view protocol; // RTP/AVP, RTP/SAVP, UDP/TLS/RTP/SAVPF, udptl ...
    std::vector<std::string_view> formats;
    std::string_view connection; // c= address of the media, else of the session
    Direction direction = Direction::SendRecv;
    bool hasDirection = false; // given here or at session level
    std::vector<SdpCodec> codecs;
    std::vector<std::string_view> attributes; // a= lines of this section, without "a="
    bool hasCrypto = false;                   // a=crypto (RFC 4568)
    bool hasFingerprint = false;              // a=fingerprint, here or at session level
    bool hasIce = false;                      // a=candidate or a=ice-ufrag
    std::uint16_t rtcpPort = 0;
};

// A session description (RFC 8866). Views into the text that was parsed.
struct Sdp {
    std::string_view originUser, originSessionId, originVersion, originAddress;
    std::string_view sessionName;
    std::string_view connection;
    std::vector<SdpMedia> media;
    bool isReadable = false; // has v= and at least o= or one m=
    bool hasDefects = false;
};

// Lenient: line ends CRLF, LF or CR; unknown lines are passed over; bounded to 1,024 lines and 64 media sections. The
// lists of the sections that into held lend their storage.
void parseSdp(std::string_view text, Sdp& into);

// The SDP part of a message body, looked for in multipart bodies too (RFC 2046; nesting at most 4 deep). Empty where
// none.
[[nodiscard]] std::string_view sdpOf(std::string_view contentType, std::string_view body);

// Hold as RFC 3264 section 8.4 and verdicts.md have it: every audio section sendonly, inactive or (no ICE, port not 9
// or 0) 0.0.0.0.
[[nodiscard]] bool isHold(const Sdp& sdp);

} // namespace echelle::sip
