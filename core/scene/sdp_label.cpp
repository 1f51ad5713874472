#include "core/scene/sdp_label.h"

#include "core/base/text.h"
#include "core/ladder/text_fit.h"
#include "core/sip/sdp.h"

#include <algorithm>

namespace echelle::scene {

namespace {
constexpr std::size_t kCodecsNamed = 4;
constexpr std::size_t kMediaNamed = 3;

std::string roleWord(dialog::SdpRole role, const Words& words) {
    switch (role) {
    case dialog::SdpRole::Offer:
        return words.label("ladder.offer");
    case dialog::SdpRole::Answer:
        return words.label("ladder.answer");
    default:
        return "SDP";
    }
}

std::string codecsOf(const sip::SdpMedia& media) {
    std::vector<std::string> names;
    for (const sip::SdpCodec& codec : media.codecs) {
        if (codec.name.empty() || equalsNoCase(codec.name, "telephone-event") || equalsNoCase(codec.name, "CN"))
            continue;
        std::string name = ladder::plainLine(codec.name, 24);
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(std::move(name));
    }
    if (names.empty() && media.codecs.empty()) { // t38, webrtc-datachannel ...
        for (const std::string_view format : media.formats)
            names.push_back(ladder::plainLine(format, 24));
    }
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kCodecsNamed); ++i)
        text += (i > 0 ? " " : "") + names[i];
    if (names.size() > kCodecsNamed)
        text += " +" + std::to_string(names.size() - kCodecsNamed);
    return text;
}

void append(std::string& text, std::string_view part, std::string_view separator) {
    if (part.empty())
        return;
    if (!text.empty())
        text += separator;
    text += part;
}
} // namespace

std::string sdpLabel(std::string_view sdpText, dialog::SdpRole role, const Words& words) {
    std::string text = roleWord(role, words);
    thread_local sip::Sdp sdp; // keeps the storage of its lists
    sip::parseSdp(sdpText, sdp);
    const std::size_t named = std::min(sdp.media.size(), kMediaNamed);
    for (std::size_t i = 0; i < named; ++i) {
        const sip::SdpMedia& media = sdp.media[i];
        std::string part;
        if (media.type != "audio")
            append(part, ladder::plainLine(media.type, 16), " ");
        if (media.port == 0)
            append(part, words.label("ladder.media-off"), " ");
        else
            append(part, codecsOf(media), " ");
        append(text, part, i == 0 ? " " : " · ");
        if (media.port == 0)
            continue;
        if (media.protocol.find("SAVP") != std::string_view::npos)
            append(text, "SRTP", " · ");
        if (i == 0 || media.direction != sdp.media[0].direction)
            append(text, sip::toString(media.direction), " · ");
    }
    if (sdp.media.size() > named)
        append(text, "+" + std::to_string(sdp.media.size() - named), " · ");
    return text;
}

} // namespace echelle::scene
