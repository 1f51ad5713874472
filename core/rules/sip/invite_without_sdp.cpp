#include "core/rules/arguments.h"
#include "core/rules/call_view.h"
#include "core/rules/sip/sip_rules.h"
#include "core/sip/defect.h"

namespace echelle::rules {

namespace {
// Refused for its description, or for having none; 400 has many reasons, so it counts only where its words say so.
bool mayBeForThat(const dialog::CallFacts& facts, const dialog::TransactionFacts& t) {
    return refusesDescription(t.finalStatus) ||
           (t.finalStatus == 400 && wordsOf(facts, t.final).find("sdp") != std::string::npos);
}

// A message that the capture or a bound cut short may have had one, and so may one with a line that cannot be read.
bool isCut(const dialog::MessageFacts& m) {
    const auto defects = sip::Defects::fromBits(m.defects);
    return defects.has(sip::Defect::Truncated) || defects.has(sip::Defect::TooLarge) ||
           defects.has(sip::Defect::ContentLengthTooLong) || defects.has(sip::Defect::HeaderLine);
}
} // namespace

// A delayed offer is legal (RFC 3261 section 13.2.1): an info, unless it was refused or the peer takes none.
void inviteWithoutSdp(const RuleContext& c, std::vector<Finding>& out) {
    const dialog::CallFacts& facts = c.facts;
    const dialog::TransactionFacts* t = decidingInvite(c);
    if (t == nullptr || facts.messages[t->request].sdp != dialog::kNoIndex || isCut(facts.messages[t->request]))
        return;
    const bool isToTeams = facts.isToTeams(t->request);
    const bool isToRealConnect = namesAgent(facts, "realconnect");
    const bool isRefused = c.row.state == dialog::RowState::Failed && mayBeForThat(facts, *t);
    Finding f = newFinding(c, "sip.invite-without-sdp");
    f.severity = isRefused ? Severity::Error : isToTeams || isToRealConnect ? Severity::Warning : Severity::Info;
    f.role = f.severity == Severity::Info ? FindingRole::Remark : FindingRole::Cause;
    // That the refusal is for that is concluded from the two standing together.
    f.evidence = isRefused ? EvidenceTag::Correlated : EvidenceTag::Observed;
    f.side = sideOfSender(facts, t->request);
    if (isToTeams) {
        f.also.emplace_back("teams.no-delayed-offer");
        f.catalogKeys.emplace_back("rule.sip.invite-without-sdp.teams");
    } else if (isRefused) {
        f.catalogKeys.emplace_back("rule.sip.invite-without-sdp.refused");
    }
    f.proof.push_back(facts.messages[t->request].id);
    if (isRefused) {
        f.sipCode = t->finalStatus;
        f.proof.push_back(facts.messages[t->final].id);
    }
    add(f, "status", std::int64_t{t->finalStatus});
    add(f, "sender", facts.sender(t->request).toString());
    add(f, "receiver", facts.receiver(t->request).toString());
    out.push_back(std::move(f));
}

} // namespace echelle::rules
