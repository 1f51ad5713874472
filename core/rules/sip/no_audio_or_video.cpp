#include "core/base/text.h"
#include "core/rules/arguments.h"
#include "core/rules/call_view.h"
#include "core/rules/exchange.h"
#include "core/rules/sip/sip_rules.h"
#include "core/sip/defect.h"

namespace echelle::rules {

namespace {
// A port that is no number is no refusal: the section is there and cannot be read.
bool isPortUnreadable(std::string_view text, std::string_view media) {
    for (std::size_t at = text.find(media); at != std::string_view::npos; at = text.find(media, at + 1)) {
        const std::string_view port =
            text.substr(at + media.size(), text.find(' ', at + media.size()) - at - media.size());
        if (!parseUnsigned(port.substr(0, port.find('/'))))
            return true;
    }
    return false;
}

bool hasNeither(const dialog::CallFacts& facts, const dialog::SdpFacts& sdp) {
    const std::string_view text = facts.textOf(sdp.text);
    const bool hasAudio = sdp.hasAudio && (sdp.audioPort != 0 || isPortUnreadable(text, "m=audio "));
    const bool hasVideo = sdp.hasVideo && (sdp.videoPort != 0 || isPortUnreadable(text, "m=video "));
    return !hasAudio && !hasVideo;
}

// What was cut off, by the capture or by a Content-Length that is too short, may have named them.
bool isCut(const dialog::MessageFacts& m) {
    const auto defects = sip::Defects::fromBits(m.defects);
    return defects.has(sip::Defect::Truncated) || defects.has(sip::Defect::TooLarge) ||
           defects.has(sip::Defect::ContentLengthTooLong) || defects.has(sip::Defect::ContentLengthTooShort);
}
} // namespace

// An info, unless it was refused or the peer is one that needs either (verdicts.md "RealConnect signs").
void noAudioOrVideo(const RuleContext& c, std::vector<Finding>& out) {
    const dialog::CallFacts& facts = c.facts;
    const dialog::TransactionFacts* t = decidingInvite(c);
    const dialog::SdpFacts* sdp = t == nullptr ? nullptr : sdpOf(facts, t->request);
    if (sdp == nullptr || isCut(facts.messages[t->request]) || !hasNeither(facts, *sdp))
        return;
    const bool isRefused =
        c.row.state == dialog::RowState::Failed && (refusesDescription(t->finalStatus) || t->finalStatus == 400);
    const bool isNeeded = facts.isToTeams(t->request) || namesAgent(facts, "realconnect");
    Finding f = newFinding(c, "sip.no-audio-or-video");
    f.severity = isRefused ? Severity::Error : isNeeded ? Severity::Warning : Severity::Info;
    f.role = f.severity == Severity::Info ? FindingRole::Remark : FindingRole::Cause;
    f.evidence = isRefused ? EvidenceTag::Correlated : EvidenceTag::Observed;
    f.side = sideOfSender(facts, t->request);
    f.proof.push_back(facts.messages[t->request].id);
    if (isRefused) {
        f.sipCode = t->finalStatus;
        f.proof.push_back(facts.messages[t->final].id);
        f.catalogKeys.emplace_back("rule.sip.no-audio-or-video.refused");
    }
    add(f, "status", std::int64_t{t->finalStatus});
    add(f, "sections", std::int64_t{sdp->sections});
    add(f, "sender", facts.sender(t->request).toString());
    add(f, "receiver", facts.receiver(t->request).toString());
    out.push_back(std::move(f));
}

} // namespace echelle::rules
