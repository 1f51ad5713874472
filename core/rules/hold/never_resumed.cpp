#include "core/rules/arguments.h"
#include "core/rules/hold/hold_rules.h"
#include "core/rules/hold/stuck_hold.h"
#include "core/sip/sdp.h"

namespace echelle::rules {

namespace {
using dialog::Index;
using dialog::kNoIndex;

std::string_view variantOf(StuckHold::Kind kind) {
    switch (kind) {
    case StuckHold::Kind::ResumeRefused:
        return "rule.hold.never-resumed.refused";
    case StuckHold::Kind::TransferPending:
        return "rule.hold.never-resumed.transfer";
    case StuckHold::Kind::Transferred:
    case StuckHold::Kind::HungUp:
        break;
    }
    return "rule.hold.never-resumed.hung-up";
}
} // namespace

// verdicts.md: an info where a party hung up or transferred while held.
void neverResumed(const RuleContext& c, std::vector<Finding>& out) {
    const dialog::CallFacts& facts = c.facts;
    const auto stuck = findStuckHold(facts);
    if (!stuck)
        return;
    const bool isWanted =
        stuck->kind == StuckHold::Kind::ResumeRefused || stuck->kind == StuckHold::Kind::TransferPending;
    Finding f = newFinding(c, "hold.never-resumed");
    f.severity = isWanted ? Severity::Warning : Severity::Info;
    f.role = isWanted ? FindingRole::Cause : FindingRole::Remark;
    f.evidence = EvidenceTag::Observed;
    f.catalogKeys.emplace_back(variantOf(stuck->kind));
    // First what shows that it went wrong: the refusal, or the end that came instead of a resume.
    for (const Index i : {stuck->period.refusedResume, stuck->bye, stuck->refer, stuck->period.hold})
        if (i != kNoIndex)
            f.proof.push_back(facts.messages[i].id);
    if (stuck->kind == StuckHold::Kind::ResumeRefused)
        f.sipCode = facts.messages[stuck->period.refusedResume].status;
    const Timestamp held = timeOf(facts, stuck->period.hold);
    const Timestamp end = stuck->bye == kNoIndex ? facts.inputEnd : timeOf(facts, stuck->bye);
    const auto* sdp = &facts.sdps[facts.messages[stuck->period.hold].sdp];
    add(f, "direction", sip::toString(static_cast<sip::Direction>(sdp->direction)));
    add(f, "status", std::int64_t{f.sipCode});
    addSeconds(f, "seconds", held.isValid() && end.isValid() ? end - held : Duration{});
    add(f, "address", facts.sender(originOf(facts, stuck->period.hold)).toString());
    add(f, "receiver", facts.receiver(stuck->period.hold).toString());
    out.push_back(std::move(f));
}

} // namespace echelle::rules
