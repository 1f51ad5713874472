#include "core/base/text.h"
#include "core/rules/arguments.h"
#include "core/rules/hold/held_periods.h"
#include "core/rules/transfer/transfer_rules.h"
#include "core/rules/transfer/transfers.h"

#include <algorithm>

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::Index;
using dialog::kNoIndex;
using dialog::TransactionFacts;

constexpr Duration kTimerF = Duration::seconds(32);  // 64*T1: the first NOTIFY is due at once (RFC 3515 2.4.4)
constexpr Duration kTimerC = Duration::seconds(180); // a target that rings may do so this long

// The subscription was ended, or the referring side asked for none (Refer-Sub: false, RFC 4488).
bool isEnded(const CallFacts& facts, const Transfer& transfer) {
    return std::any_of(transfer.notifies.begin(), transfer.notifies.end(), [&facts](Index i) {
        return startsWithNoCase(facts.header(i, sip::HeaderId::SubscriptionState), "terminated");
    });
}

bool isHungUpSince(const CallFacts& facts, Index refer) {
    const Index bye = endingBye(facts);
    return bye != kNoIndex && bye > refer;
}

// The side that has to report was heard at all after it took the REFER.
bool isHeard(const CallFacts& facts, const TransactionFacts& refer) {
    return std::any_of(facts.messages.begin() + refer.final, facts.messages.end(),
                       [&refer](const auto& m) { return m.isFromInitiator != refer.isFromInitiator; });
}
} // namespace

// RFC 3515 section 2.4.4: whoever took the REFER must report its outcome.
void noFinalNotify(const RuleContext& c, std::vector<Finding>& out) {
    const CallFacts& facts = c.facts;
    for (const Transfer& transfer : transfersOf(facts)) {
        const TransactionFacts& refer = facts.transactions[transfer.refer];
        constexpr int kNoSubscription = 204; // norefersub
        if (refer.finalStatus < 200 || refer.finalStatus >= 300 || refer.finalStatus == kNoSubscription ||
            finalNotify(facts, transfer) != kNoIndex || isEnded(facts, transfer) ||
            isHungUpSince(facts, refer.request) || !isHeard(facts, refer))
            continue;
        const Index last = transfer.lastNotify();
        const Duration waited = facts.inputAfter(timeOf(facts, last == kNoIndex ? refer.final : last));
        if (waited < (last == kNoIndex ? kTimerF : kTimerC))
            continue;
        Finding f = newFinding(c, "transfer.no-final-notify");
        f.severity = Severity::Warning;
        f.evidence = EvidenceTag::Observed;
        f.side = sideOfSender(facts, refer.final);
        if (last == kNoIndex)
            f.catalogKeys.emplace_back("rule.transfer.no-final-notify.none");
        else
            f.proof.push_back(facts.messages[last].id);
        f.proof.insert(f.proof.end(), {facts.messages[refer.final].id, facts.messages[refer.request].id});
        add(f, "count", static_cast<std::int64_t>(transfer.notifies.size()));
        add(f, "status", std::int64_t{last == kNoIndex ? 0 : facts.messages[last].sipfrag});
        addSeconds(f, "seconds", waited);
        add(f, "target", facts.header(refer.request, sip::HeaderId::ReferTo));
        add(f, "address", facts.sender(refer.final).toString());
        add(f, "sender", facts.sender(refer.request).toString());
        out.push_back(std::move(f));
        return;
    }
}

} // namespace echelle::rules
