#include "core/rules/arguments.h"
#include "core/rules/call_view.h"
#include "core/rules/exchange.h"
#include "core/rules/sip/sip_rules.h"

namespace echelle::rules {

namespace {
bool hasNeither(const dialog::SdpFacts& sdp) {
    return (!sdp.hasAudio || sdp.audioPort == 0) && (!sdp.hasVideo || sdp.videoPort == 0);
}
} // namespace

// An info, unless it was refused or the peer is one that needs either (verdicts.md "RealConnect signs").
void noAudioOrVideo(const RuleContext& c, std::vector<Finding>& out) {
    const dialog::CallFacts& facts = c.facts;
    const dialog::TransactionFacts* t = decidingInvite(c);
    const dialog::SdpFacts* sdp = t == nullptr ? nullptr : sdpOf(facts, t->request);
    if (sdp == nullptr || !hasNeither(*sdp))
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
