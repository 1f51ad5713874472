#include "core/match/code_matcher.h"
#include "core/rules/arguments.h"
#include "core/rules/transfer/transfer_rules.h"
#include "core/rules/transfer/transfers.h"

namespace echelle::rules {

namespace {
// What people do, not what fails: busy, declined, not there, given up.
bool isOrdinary(int status) {
    return status == 486 || status == 600 || status == 603 || status == 480 || status == 408 || status == 487;
}
} // namespace

// The REFER was taken, and the NOTIFY reports that the new call failed (RFC 3515 section 2.4.5).
void targetFailed(const RuleContext& c, std::vector<Finding>& out) {
    const dialog::CallFacts& facts = c.facts;
    for (const Transfer& transfer : transfersOf(facts)) {
        const dialog::Index notify = finalNotify(facts, transfer);
        const int status = notify == dialog::kNoIndex ? 0 : facts.messages[notify].sipfrag;
        if (status < 300)
            continue;
        const dialog::TransactionFacts& refer = facts.transactions[transfer.refer];
        Finding f = newFinding(c, "transfer.target-failed");
        f.severity = isOrdinary(status) ? Severity::Info : Severity::Warning;
        f.evidence = EvidenceTag::Observed;
        f.role = isOrdinary(status) ? FindingRole::Remark : FindingRole::Cause;
        f.sipCode = status;
        f.catalogKeys.emplace_back("rule.transfer.target-failed");
        if (const match::CodeEntry* entry = c.codes.sip(status)) {
            f.catalogKeys.push_back(entry->key);
            f.side = sideFromText(entry->side);
        }
        f.proof = {facts.messages[notify].id, facts.messages[refer.request].id};
        add(f, "status", std::int64_t{status});
        add(f, "target", facts.header(refer.request, sip::HeaderId::ReferTo));
        add(f, "address", facts.sender(originOf(facts, notify)).toString());
        add(f, "sender", facts.sender(refer.request).toString());
        out.push_back(std::move(f));
        return;
    }
}

} // namespace echelle::rules
