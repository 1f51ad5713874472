#include "core/rules/arguments.h"
#include "core/rules/sip/sip_rules.h"
#include "core/rules/transfer/transfers.h"

namespace echelle::rules {

// RFC 3515 section 2.4.4: the NOTIFYs report the responses as they come, so progress never runs back: no 100 after a
// 180, nothing after a final response.
void notifySipfragOrder(const RuleContext& c, std::vector<Finding>& out) {
    const dialog::CallFacts& facts = c.facts;
    for (const Transfer& transfer : transfersOf(facts)) {
        dialog::Index highest = dialog::kNoIndex;
        for (const dialog::Index i : transfer.notifies) {
            const int status = facts.messages[i].sipfrag;
            const int before = highest == dialog::kNoIndex ? 0 : facts.messages[highest].sipfrag;
            const bool isBack = (before > 100 && status == 100) || (before >= 200 && status < 200);
            if (!isBack) {
                highest = i;
                continue;
            }
            const int result = reportedStatus(facts, transfer);
            const bool isDone = result >= 200 && result < 300;
            Finding f = newFinding(c, "sip.notify-sipfrag-order");
            f.severity = isDone ? Severity::Info : Severity::Warning;
            f.role = isDone ? FindingRole::Remark : FindingRole::Cause;
            f.evidence = EvidenceTag::Observed;
            f.side = sideOfSender(facts, i);
            if (facts.isToTeams(i))
                f.also.emplace_back("teams.notify-order");
            f.proof = {facts.messages[i].id, facts.messages[highest].id};
            add(f, "late", std::int64_t{status});
            add(f, "before", std::int64_t{before});
            add(f, "sender", facts.sender(i).toString());
            add(f, "receiver", facts.receiver(i).toString());
            out.push_back(std::move(f));
            return;
        }
    }
}

} // namespace echelle::rules
