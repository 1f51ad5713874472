#include "core/dialog/call_facts.h"
#include "core/rules/arguments.h"
#include "core/rules/sip/cseq_inversion.h"
#include "core/rules/sip/sip_rules.h"

namespace echelle::rules {

// verdicts.md "Held calls, transfers, NOTIFY order": observed where the sender's order is proven; the 500 is what RFC
// 3261 section 12.2.2 asks of the receiver.
void cseqOutOfOrder(const RuleContext& c, std::vector<Finding>& out) {
    const dialog::CallFacts& facts = c.facts;
    const auto found = findCseqInversion(facts);
    if (!found)
        return;
    const bool isRefused = found->refusal != dialog::kNoIndex;
    Finding f = newFinding(c, "sip.cseq-out-of-order");
    f.severity = isRefused ? Severity::Warning : Severity::Info;
    f.evidence = found->isProven ? EvidenceTag::Observed : EvidenceTag::Inferred;
    f.role = isRefused ? FindingRole::Cause : FindingRole::Remark;
    f.side = found->isProven ? sideOfSender(facts, found->late) : Side::Unknown;
    f.proof = {facts.messages[found->late].id, facts.messages[found->before].id};
    if (isRefused) {
        f.sipCode = facts.messages[found->refusal].status;
        f.proof.push_back(facts.messages[found->refusal].id);
    }
    if (facts.isToTeams(found->late) && facts.messages[found->late].method == sip::Method::Notify)
        f.also.emplace_back("teams.notify-order");
    if (!isRefused)
        f.catalogKeys.emplace_back("rule.sip.cseq-out-of-order.accepted");
    else if (!found->isProven)
        f.catalogKeys.emplace_back("rule.sip.cseq-out-of-order.captured");
    add(f, "method", nameOf(facts.messages[found->late]));
    add(f, "low", std::int64_t{facts.messages[found->late].cseq});
    add(f, "high", std::int64_t{facts.messages[found->before].cseq});
    add(f, "sender", facts.sender(found->late).toString());
    add(f, "receiver", facts.receiver(found->late).toString());
    out.push_back(std::move(f));
}

} // namespace echelle::rules
