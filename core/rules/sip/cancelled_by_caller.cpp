#include "core/dialog/call_facts.h"
#include "core/rules/arguments.h"
#include "core/rules/sip/sip_rules.h"

namespace echelle::rules {

void cancelledByCaller(const RuleContext& c, std::vector<Finding>& out) {
    using dialog::kNoIndex;
    if (c.row.kind != dialog::RowKind::Call || c.row.state != dialog::RowState::Cancelled ||
        c.row.endedBy != dialog::EndedBy::Caller || c.facts.deciding == kNoIndex)
        return;
    const dialog::TransactionFacts& t = c.facts.transactions[c.facts.deciding];
    if (t.cancel == kNoIndex)
        return;
    Finding f = newFinding(c, "sip.cancelled-by-caller");
    f.severity = Severity::Info;
    f.evidence = EvidenceTag::Observed;
    f.sipCode = t.finalStatus;
    f.proof.push_back(c.facts.messages[t.cancel].id);
    if (t.final != kNoIndex)
        f.proof.push_back(c.facts.messages[t.final].id);
    const Timestamp cancelled = timeOf(c.facts, t.cancel);
    const Timestamp asked = timeOf(c.facts, t.request);
    const Timestamp rang = timeOf(c.facts, t.firstProvisional);
    addSeconds(f, "seconds", asked.isValid() && cancelled.isValid() ? cancelled - asked : Duration{});
    addSeconds(f, "ringing_seconds",
               t.isRinging && rang.isValid() && cancelled.isValid() ? cancelled - rang : Duration{});
    add(f, "address", c.facts.sender(t.cancel).toString());
    if (!t.isRinging)
        f.catalogKeys.emplace_back("rule.sip.cancelled-by-caller.not-ringing");
    out.push_back(std::move(f));
}

} // namespace echelle::rules
