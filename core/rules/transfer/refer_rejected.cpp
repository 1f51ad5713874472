#include "core/rules/arguments.h"
#include "core/rules/sip/failure_codes.h"
#include "core/rules/transfer/transfer_rules.h"
#include "core/rules/transfer/transfers.h"

namespace echelle::rules {

// The other side does not take the REFER: the call stays as it was (RFC 3515 section 2.4.2).
void referRejected(const RuleContext& c, std::vector<Finding>& out) {
    const dialog::CallFacts& facts = c.facts;
    const std::vector<Transfer> transfers = transfersOf(facts);
    if (transfers.empty())
        return;
    const dialog::LastRequests last(facts);
    for (const Transfer& transfer : transfers) {
        const dialog::TransactionFacts& t = facts.transactions[transfer.refer];
        if (t.finalStatus < 300 || t.finalStatus == 487 || last.isFollowed(t))
            continue; // a challenge that was answered, a glare that was repeated
        Finding f = newFinding(c, "transfer.refer-rejected");
        f.severity = Severity::Warning;
        f.evidence = EvidenceTag::Observed;
        const FailureCodes codes = readFailureCodes(facts, t.final, c.codes, f);
        f.catalogKeys.insert(f.catalogKeys.begin(), "rule.transfer.refer-rejected");
        f.side = codes.side == Side::Number ? Side::Unknown : codes.side;
        f.proof = {facts.messages[t.final].id, facts.messages[t.request].id};
        add(f, "status", std::int64_t{t.finalStatus});
        add(f, "reason", facts.reasonPhrase(t.final));
        add(f, "phrase", codes.phrase);
        add(f, "target", facts.header(t.request, sip::HeaderId::ReferTo));
        add(f, "address", facts.sender(originOf(facts, t.final)).toString());
        add(f, "sender", facts.sender(t.request).toString());
        out.push_back(std::move(f));
        return;
    }
}

} // namespace echelle::rules
