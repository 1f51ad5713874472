#include "core/rules/arguments.h"
#include "core/rules/call_view.h"
#include "core/rules/sip/sip_rules.h"

namespace echelle::rules {

namespace {
using dialog::Index;
using dialog::kNoIndex;

// Verdicts: above 11 s to 18x (ITU-T E.721 gives 11 s as the target for international calls, 95th percentile).
constexpr Duration kLong = Duration::seconds(11);
// Timer C (RFC 3261 section 16.6): nobody waits longer, so it is the clock that jumped.
constexpr Duration kLongest = Duration::seconds(180);

bool isRinging(const dialog::MessageFacts& m) {
    return m.method == sip::Method::Invite && ((m.status >= 180 && m.status < 190) || isSuccess(m.status));
}
} // namespace

// From the caller's first INVITE to the first sign that somebody is called, as the caller's side got it.
void longPostDialDelay(const RuleContext& c, std::vector<Finding>& out) {
    const dialog::CallFacts& facts = c.facts;
    const dialog::TransactionFacts* deciding = decidingInvite(c);
    if (deciding == nullptr)
        return;
    Index asked = kNoIndex;
    Index heard = kNoIndex;
    for (const dialog::TransactionFacts& t : facts.transactions)
        if (t.method == sip::Method::Invite && !t.isInDialog && t.parent == kNoIndex && t.isFromInitiator &&
            t.viaDepth == deciding->viaDepth && t.request < asked)
            asked = t.request;
    for (Index i = asked == kNoIndex ? 0 : asked; i < facts.messages.size() && heard == kNoIndex; ++i) {
        const dialog::MessageFacts& m = facts.messages[i];
        if (isRinging(m) && m.transaction != kNoIndex && facts.transactions[m.transaction].parent == kNoIndex &&
            !facts.transactions[m.transaction].isInDialog)
            heard = i;
    }
    if (asked == kNoIndex || heard == kNoIndex)
        return;
    const Timestamp from = timeOf(facts, asked);
    const Timestamp to = timeOf(facts, heard);
    if (!from.isValid() || !to.isValid() || to - from <= kLong || to - from > kLongest)
        return;
    Finding f = newFinding(c, "sip.long-post-dial-delay");
    f.severity = Severity::Warning;
    f.evidence = EvidenceTag::Measured;
    // Of a call that failed it says how long that took, not why.
    f.role = c.row.state == dialog::RowState::Failed ? FindingRole::Remark : FindingRole::Cause;
    f.proof = {facts.messages[heard].id, facts.messages[asked].id};
    addSeconds(f, "seconds", to - from);
    add(f, "status", std::int64_t{facts.messages[heard].status});
    add(f, "address", facts.receiver(asked).toString());
    add(f, "sender", facts.sender(asked).toString());
    out.push_back(std::move(f));
}

} // namespace echelle::rules
