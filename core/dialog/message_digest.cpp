#include "core/dialog/message_digest.h"

#include "core/base/text.h"
#include "core/dialog/text_hash.h"
#include "core/sip/sdp.h"

#include <algorithm>

namespace echelle::dialog {

namespace {
using sip::HeaderId;

// model.md "Message and sighting": what two records must share before they are compared at all.
std::uint64_t identityOf(const sip::Message& m) {
    std::uint64_t h = hashOrZero(m.body);
    h = h * 31 + hashOrZero(m.toTag);
    h = h * 31 + (m.isRequest ? hashOf(m.methodText) : static_cast<std::uint64_t>(m.statusCode));
    h = h * 31 + m.cseq.number;
    h = h * 31 + static_cast<std::uint64_t>(m.cseq.method);
    if (!m.isRequest && m.statusCode > 100 && m.statusCode < 200)
        h = h * 31 + hashOrZero(m.value(HeaderId::RSeq));
    return h;
}

std::uint64_t codecBit(const sip::SdpCodec& codec) {
    std::uint64_t h = codec.clockRate;
    for (const char c : codec.name)
        h = h * 31 + static_cast<unsigned char>(toLowerAscii(c));
    return 1ULL << (h * 0x9e3779b97f4a7c15ULL >> 58);
}

void readAudio(SdpFacts& s, const sip::SdpMedia& audio) {
    s.hasAudio = true;
    s.audioPort = audio.port;
    s.direction = static_cast<std::uint8_t>(audio.direction);
    s.isSecure = audio.protocol.find("SAVP") != std::string_view::npos;
    for (const sip::SdpCodec& codec : audio.codecs) {
        if (equalsNoCase(codec.name, "telephone-event"))
            s.hasTelephoneEvent = true;
        else if (!equalsNoCase(codec.name, "CN")) // comfort noise (RFC 3389) carries no speech
            s.audioCodecs |= codecBit(codec);
    }
}

void readSdp(const sip::Message& m, MessageDigest& d) {
    const std::string_view text = sip::sdpOf(m.value(HeaderId::ContentType), m.body);
    if (text.empty())
        return;
    sip::parseSdp(text, d.description);
    if (!d.description.isReadable)
        return;
    SdpFacts s;
    s.body = hashOf(text);
    s.origin = hashOf(d.description.originUser) ^ (hashOf(d.description.originSessionId) * 3) ^
               (hashOf(d.description.originAddress) * 5);
    s.version = hashOf(d.description.originVersion);
    s.sections = static_cast<std::uint8_t>(std::min<std::size_t>(d.description.media.size(), 255));
    std::string_view connection = d.description.connection;
    for (const sip::SdpMedia& media : d.description.media) {
        if (media.type == "audio" && !s.hasAudio) {
            readAudio(s, media);
            connection = media.connection;
        } else if (media.type == "video") {
            s.hasVideo = true;
            s.videoPort = media.port;
        } else if (media.type == "image") {
            s.hasImage = true;
        }
        s.hasIce = s.hasIce || media.hasIce;
        s.hasCrypto = s.hasCrypto || media.hasCrypto;
        s.hasFingerprint = s.hasFingerprint || media.hasFingerprint;
    }
    if (const auto address = IpAddress::parse(connection))
        s.connection = *address;
    s.isHold = sip::isHold(d.description);
    d.hasSdp = true;
    d.sdpText = text;
    d.sdp = s;
}
} // namespace

void digest(const sip::Message& m, MessageDigest& d) {
    d.bytes = hashOf(m.bytes);
    d.callId = hashOf(m.callId);
    d.fromTag = hashOrZero(m.fromTag);
    d.toTag = hashOrZero(m.toTag);
    d.identity = identityOf(m);
    d.hasSdp = false;
    if (!m.body.empty())
        readSdp(m, d);
}

} // namespace echelle::dialog
