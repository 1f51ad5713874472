#include "core/base/text.h"
#include "core/rules/exchange.h"
#include "core/rules/sip/descriptions.h"
#include "core/rules/teams/teams_checks.h"
#include "core/sip/sdp.h"

#include <algorithm>
#include <set>
#include <string>

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::Index;
using dialog::kNoIndex;
using dialog::SdpFacts;

// First offer of an initial INVITE to Teams that the check holds for.
template <typename Check>
Index firstOffer(const CallFacts& facts, Check check) {
    for (Index i = 0; i < facts.messages.size(); ++i) {
        const SdpFacts* sdp = sdpOf(facts, i);
        if (sdp != nullptr && isInitialToTeams(facts, i, sip::Method::Invite) && check(*sdp))
            return i;
    }
    return kNoIndex;
}

Index plainRtp(const CallFacts& facts) {
    return firstOffer(facts,
                      [](const SdpFacts& s) { return s.hasAudio && !s.isSecure && !s.hasCrypto && !s.hasFingerprint; });
}

Index cryptoSuite(const CallFacts& facts) {
    return firstOffer(facts, [&facts](const SdpFacts& s) {
        return s.hasCrypto && facts.textOf(s.text).find("AES_CM_128_HMAC_SHA1_80") == std::string_view::npos;
    });
}

Index dtlsOnly(const CallFacts& facts) {
    return firstOffer(facts, [](const SdpFacts& s) { return s.hasAudio && s.hasFingerprint && !s.hasCrypto; });
}

Index codecs(const CallFacts& facts) {
    return firstOffer(facts, [&facts](const SdpFacts& s) {
        if (!s.hasAudio)
            return false;
        const std::vector<std::string> offered = audioCodecsOf(facts.textOf(s.text));
        static const std::vector<std::string> kKnown{"PCMU/8000", "PCMA/8000",  "G722/8000", "G729/8000",
                                                     "SILK/8000", "SILK/16000", "SILK/24000"};
        return !offered.empty() && !haveCommon(offered, kKnown);
    });
}

Index rtcpMux(const CallFacts& facts) {
    const auto hasMux = [&facts](Index i) {
        const SdpFacts* s = sdpOf(facts, i);
        return s != nullptr && facts.textOf(s->text).find("a=rtcp-mux") != std::string_view::npos;
    };
    for (const Exchange& e : exchangesOf(facts))
        if (e.answer != kNoIndex && facts.isToTeams(e.answer) && hasMux(e.answer) && !hasMux(e.offer))
            return e.answer;
    return kNoIndex;
}

// Values of an attribute of the audio sections: "candidate", "ice-ufrag".
std::vector<std::string> attributesOf(const CallFacts& facts, const SdpFacts& s, std::string_view name) {
    std::vector<std::string> values;
    sip::Sdp sdp;
    sip::parseSdp(facts.textOf(s.text), sdp);
    for (const sip::SdpMedia& media : sdp.media)
        for (const std::string_view attribute : media.attributes)
            if (media.type == "audio" && attribute.substr(0, name.size()) == name && attribute.size() > name.size() &&
                attribute[name.size()] == ':')
                values.emplace_back(attribute.substr(name.size() + 1));
    return values;
}

// The address is the fifth word of a candidate (RFC 8839 section 5.1).
std::string addressOf(const std::string& candidate) {
    std::string_view rest = candidate;
    for (int word = 0; word < 4; ++word) {
        const std::size_t blank = rest.find(' ');
        if (blank == std::string_view::npos)
            return {};
        rest.remove_prefix(blank + 1);
    }
    return std::string(rest.substr(0, rest.find(' ')));
}

Index oneCandidate(const CallFacts& facts) {
    for (Index i = 0; i < facts.messages.size(); ++i) {
        const SdpFacts* s = sdpOf(facts, i);
        if (s == nullptr || !s->hasIce || !facts.isToTeams(i))
            continue;
        std::set<std::string> addresses;
        bool isV6 = false;
        for (const std::string& candidate : attributesOf(facts, *s, "candidate")) {
            const std::string address = addressOf(candidate);
            const auto parsed = IpAddress::parse(address);
            isV6 = isV6 || (parsed && parsed->family == IpAddress::Family::V6);
            addresses.insert(address);
        }
        if (addresses.size() > 1 || isV6)
            return i;
    }
    return kNoIndex;
}

// The same dialog's 183 and 200 of the SBC name the same credentials.
Index credentialsStable(const CallFacts& facts) {
    for (const dialog::TransactionFacts& t : facts.transactions) {
        if (t.method != sip::Method::Invite || t.isInDialog || t.final == kNoIndex || !facts.isToTeams(t.final))
            continue;
        const SdpFacts* last = sdpOf(facts, t.final);
        if (last == nullptr || !last->hasIce)
            continue;
        for (Index i = t.request == kNoIndex ? t.final : t.request; i < t.final; ++i) {
            const SdpFacts* early = sdpOf(facts, i);
            const dialog::MessageFacts& m = facts.messages[i];
            if (early != nullptr && early->hasIce && m.status > 100 && m.toTag == facts.messages[t.final].toTag &&
                attributesOf(facts, *early, "ice-ufrag") != attributesOf(facts, *last, "ice-ufrag"))
                return t.final;
        }
    }
    return kNoIndex;
}
} // namespace

const std::vector<TeamsCheck>& descriptionChecks() {
    static const std::vector<TeamsCheck> kChecks{
        {"srtp-mandatory", plainRtp, {}, {}}, // refused for it: sip.srtp-mismatch
        {"crypto-suite", cryptoSuite, {488}, {531000}},
        {"sdes-not-dtls-only", dtlsOnly, {488}, {531000}},
        {"codecs", codecs, {488}, {531000}},
        {"rtcp-mux", rtcpMux, {}, {}},
        {"ice-one-candidate", oneCandidate, {}, {}},
        {"ice-creds-stable", credentialsStable, {}, {}},
    };
    return kChecks;
}

} // namespace echelle::rules
