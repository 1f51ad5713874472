#include "core/rules/arguments.h"
#include "core/rules/hold/hold_rules.h"
#include "core/rules/hold/stuck_hold.h"
#include "core/rules/sip/cseq_inversion.h"

namespace echelle::rules {

// verdicts.md "The forum case": NOTIFYs of a transfer out of order and a call that stays on hold, in one call, are
// correlated and never cause and effect: dropping the late 100 stopped the 500 but not the stuck hold, reverting
// Asterisk's change 13852 stopped both.
void afterNotifyOrder(const RuleContext& c, std::vector<Finding>& out) {
    const dialog::CallFacts& facts = c.facts;
    const auto stuck = findStuckHold(facts);
    if (!stuck || stuck->kind != StuckHold::Kind::TransferPending)
        return;
    const auto inversion = findCseqInversion(facts);
    if (!inversion || inversion->late < stuck->period.hold || facts.messages[inversion->late].sipfrag == 0 ||
        facts.messages[inversion->before].sipfrag == 0)
        return;
    Finding f = newFinding(c, "hold.after-notify-order");
    f.severity = Severity::Info;
    f.role = FindingRole::Remark;
    f.evidence = EvidenceTag::Correlated;
    for (const dialog::Index i : {inversion->late, inversion->before, inversion->refusal, stuck->period.hold})
        if (i != dialog::kNoIndex)
            f.proof.push_back(facts.messages[i].id);
    add(f, "low", std::int64_t{facts.messages[inversion->late].cseq});
    add(f, "high", std::int64_t{facts.messages[inversion->before].cseq});
    add(f, "sender", facts.sender(inversion->late).toString());
    out.push_back(std::move(f));
}

} // namespace echelle::rules
