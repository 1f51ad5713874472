#include "core/rules/arguments.h"
#include "core/rules/call_view.h"
#include "core/rules/exchange.h"
#include "core/rules/fax/fax_rules.h"

#include <algorithm>

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::kNoIndex;

bool isFax(const CallFacts& facts, const Exchange& e) {
    const dialog::SdpFacts* sdp = sdpOf(facts, e.offer);
    return sdp->hasImage && facts.transactions[e.transaction].isInDialog;
}
} // namespace

// The call was to become a fax call and the other side refused T.38. Falling back to the audio it had (G.711) is
// foreseen: then it is a remark.
void t38Refused(const RuleContext& c, std::vector<Finding>& out) {
    const CallFacts& facts = c.facts;
    if (c.row.kind != dialog::RowKind::Call ||
        !std::any_of(facts.sdps.begin(), facts.sdps.end(), [](const auto& s) { return s.hasImage; }))
        return;
    const std::vector<Exchange> exchanges = exchangesOf(facts);
    const auto refused = std::find_if(exchanges.begin(), exchanges.end(), [&facts](const Exchange& e) {
        return isFax(facts, e) && facts.transactions[e.transaction].finalStatus >= 400 &&
               facts.transactions[e.transaction].finalStatus != 491;
    });
    if (refused == exchanges.end())
        return;
    const dialog::TransactionFacts& t = facts.transactions[refused->transaction];
    const bool isGoingOn = std::any_of(exchanges.begin(), exchanges.end(),
                                       [&](const Exchange& e) { return e.isAccepted && e.offer > t.final; });
    Finding f = newFinding(c, "fax.t38-refused");
    f.severity = isGoingOn ? Severity::Info : Severity::Warning;
    f.role = isGoingOn ? FindingRole::Remark : FindingRole::Cause;
    f.evidence = EvidenceTag::Observed;
    f.side = sideOfSender(facts, t.final) == Side::Microsoft ? Side::Sbc : Side::Unknown;
    f.sipCode = t.finalStatus;
    if (isGoingOn)
        f.catalogKeys.emplace_back("rule.fax.t38-refused.fallback");
    f.proof = {facts.messages[t.final].id, facts.messages[t.request].id};
    add(f, "status", std::int64_t{t.finalStatus});
    add(f, "reason", facts.reasonPhrase(t.final));
    add(f, "address", facts.sender(originOf(facts, t.final)).toString());
    add(f, "sender", facts.sender(t.request).toString());
    out.push_back(std::move(f));
}

} // namespace echelle::rules
