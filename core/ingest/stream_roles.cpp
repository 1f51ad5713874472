#include "core/ingest/stream_roles.h"

#include "core/base/text.h"
#include "core/sip/message.h"
#include "core/sip/sdp.h"
#include "core/sip/static_payload_types.h"

#include <algorithm>
#include <map>

namespace echelle::ingest {

namespace {

using dialog::MediaAnnouncement;
using store::MediaProtection;
using store::StreamRole;

constexpr std::size_t kLongestName = 64;

struct Format {
    std::string name;
    std::uint32_t clockRate = 0;
};
using Formats = std::map<int, Format>; // by payload type

bool isEvent(std::string_view codec) {
    return equalsNoCase(codec, "telephone-event");
}
bool isNoise(std::string_view codec) {
    return equalsNoCase(codec, "CN");
}

class Describer {
public:
    explicit Describer(store::JoinedCalls& messages) : m_messages(messages) {}

    // Payload types that a description gives names to, of audio or of video.
    const Formats& formats(EventId message, bool isVideo) {
        const auto [known, isNew] = m_formats.try_emplace({message, isVideo});
        if (!isNew)
            return known->second;
        dialog::StoredMessage stored;
        sip::Message parsed;
        sip::Sdp sdp;
        if (m_messages.read(message, stored)) {
            sip::parse(stored.bytes, parsed);
            sip::parseSdp(sip::sdpOf(parsed.value(sip::HeaderId::ContentType), parsed.body), sdp);
        }
        for (const sip::SdpMedia& media : sdp.media)
            if (media.type == (isVideo ? "video" : "audio"))
                for (const sip::SdpCodec& codec : media.codecs)
                    known->second.try_emplace(codec.payloadType,
                                              Format{toValidUtf8(codec.name.substr(0, kLongestName)), codec.clockRate});
        return known->second;
    }

private:
    store::JoinedCalls& m_messages;
    std::map<std::pair<EventId, bool>, Formats> m_formats;
};

MediaProtection protectionOf(const MediaAnnouncement& said) {
    if (said.hasFingerprint)
        return MediaProtection::Dtls;
    if (said.isSecure)
        return MediaProtection::Sdes;
    return said.hasCrypto ? MediaProtection::Unknown : MediaProtection::None; // offered and perhaps taken
}

void nameCodec(StreamRole& role, const net::StreamFacts& facts, const Formats& formats) {
    const auto formatOf = [&formats](int type) {
        const auto said = formats.find(type);
        if (said != formats.end() && !said->second.name.empty())
            return said->second;
        const sip::StaticPayloadType known = sip::staticPayloadType(type);
        return Format{std::string(known.name), known.clockRate};
    };
    bool isNamed = false;
    for (const net::PayloadTypeFacts& t : facts.payloadTypes) { // most packets first
        const Format format = formatOf(t.type);
        // Without a description: what RFC 4733 has of four bytes, beside another payload type.
        constexpr std::uint8_t kFirstDynamic = 96;
        constexpr std::uint32_t kEventPayload = 4;
        const bool looksLikeEvent = formats.empty() && t.type >= kFirstDynamic && t.largestPayload == kEventPayload &&
                                    facts.payloadTypes.size() > 1;
        if (isEvent(format.name) || looksLikeEvent) {
            role.dtmfEvents += t.instants;
        } else if (!isNamed && !isNoise(format.name)) {
            role.codec = format.name;
            role.clockRate = format.clockRate;
            isNamed = true;
        }
    }
}

} // namespace

std::vector<StreamRole> streamRoles(const std::vector<rules::SourcedStream>& streams,
                                    const std::vector<rules::StreamMatch>& matches,
                                    const std::vector<dialog::MediaNotes>& calls, store::JoinedCalls& messages) {
    std::vector<StreamRole> roles;
    Describer describer(messages);
    const Formats none;
    for (std::size_t i = 0; i < streams.size(); ++i) {
        const rules::StreamMatch& match = matches[i];
        if (!match.isOfCall() && !streams[i].facts.isRegular)
            continue;
        StreamRole& role = roles.emplace_back();
        role.stream = streams[i].id;
        if (!match.isOfCall()) {
            nameCodec(role, streams[i].facts, none);
            continue;
        }
        const MediaAnnouncement& said = calls[match.notes].announcements[match.announcement];
        role.leg = said.leg;
        role.isToInitiator = match.isToInitiator;
        role.isVideo = match.isVideo;
        role.protection = protectionOf(said);
        nameCodec(role, streams[i].facts, describer.formats(said.message, match.isVideo));
    }
    return roles;
}

} // namespace echelle::ingest
