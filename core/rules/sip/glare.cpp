#include "core/rules/arguments.h"
#include "core/rules/call_view.h"
#include "core/rules/hold/held_periods.h"
#include "core/rules/sip/sip_rules.h"

#include <algorithm>

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::Index;
using dialog::kNoIndex;
using dialog::TransactionFacts;
using sip::Method;

constexpr int kRequestPending = 491;
constexpr Duration kRetryWithin = Duration::seconds(4); // RFC 3261 section 14.1: 2.1 to 4 s, or up to 2 s

// A later request of either side that could change the session was taken.
bool isSettled(const CallFacts& facts, const TransactionFacts& refused) {
    return std::any_of(facts.transactions.begin(), facts.transactions.end(), [&refused](const TransactionFacts& t) {
        return (t.method == Method::Invite || t.method == Method::Update) && t.request != kNoIndex &&
               isSuccess(t.finalStatus) && t.final > refused.final;
    });
}
} // namespace

// Two offers crossed (RFC 3261 section 14.1, RFC 3311 section 5.2): each side says 491 and one tries again later.
void glare(const RuleContext& c, std::vector<Finding>& out) {
    const CallFacts& facts = c.facts;
    const auto found =
        std::find_if(facts.transactions.begin(), facts.transactions.end(), [&facts](const TransactionFacts& t) {
            return t.finalStatus == kRequestPending && t.isInDialog && t.parent == kNoIndex && t.request != kNoIndex &&
                   !isSettled(facts, t);
        });
    if (found == facts.transactions.end())
        return;
    const Timestamp refused = timeOf(facts, found->final);
    const Index bye = endingBye(facts);
    const Timestamp end = bye == kNoIndex ? Timestamp{} : timeOf(facts, bye);
    const Duration left = end.isValid() && refused.isValid() ? end - refused : facts.inputAfter(refused);
    if (left < kRetryWithin)
        return; // nobody had the time to try again
    Finding f = newFinding(c, "sip.glare");
    f.severity = Severity::Warning;
    f.evidence = EvidenceTag::Observed;
    f.side = sideOfSender(facts, found->request);
    f.sipCode = kRequestPending;
    f.proof = {facts.messages[found->final].id, facts.messages[found->request].id};
    add(f, "method", nameOf(facts.messages[found->request]));
    addSeconds(f, "seconds", left);
    add(f, "address", facts.sender(originOf(facts, found->final)).toString());
    add(f, "sender", facts.sender(found->request).toString());
    out.push_back(std::move(f));
}

} // namespace echelle::rules
