#include "core/rules/sip/descriptions.h"

#include "core/base/text.h"
#include "core/sip/sdp.h"

#include <algorithm>

namespace echelle::rules {

std::vector<std::string> audioCodecsOf(std::string_view text) {
    std::vector<std::string> codecs;
    sip::Sdp sdp;
    sip::parseSdp(text, sdp);
    for (const sip::SdpMedia& media : sdp.media) {
        if (media.type != "audio" || media.port == 0)
            continue;
        for (const sip::SdpCodec& codec : media.codecs) {
            // A payload type without a name (dynamic, no rtpmap) can be compared with nothing.
            if (codec.name.empty() || equalsNoCase(codec.name, "telephone-event") || equalsNoCase(codec.name, "CN"))
                continue;
            codecs.push_back(std::string(codec.name) + "/" + std::to_string(codec.clockRate));
        }
    }
    return codecs;
}

bool haveCommon(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::any_of(a.begin(), a.end(), [&b](const std::string& one) {
        return std::any_of(b.begin(), b.end(), [&one](const std::string& other) { return equalsNoCase(one, other); });
    });
}

std::string listed(const std::vector<std::string>& names) {
    constexpr std::size_t kMost = 12;
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < kMost; ++i)
        text += (i == 0 ? "" : ", ") + names[i];
    return names.size() > kMost ? text + " ..." : text;
}

const dialog::SdpFacts* audioOfSide(const dialog::CallFacts& facts, bool isInitiator) {
    for (std::size_t i = facts.messages.size(); i-- > 0;) {
        const dialog::MessageFacts& m = facts.messages[i];
        if (m.isFromInitiator == isInitiator && m.sdp != dialog::kNoIndex && facts.sdps[m.sdp].hasAudio)
            return &facts.sdps[m.sdp];
    }
    return nullptr;
}

} // namespace echelle::rules
