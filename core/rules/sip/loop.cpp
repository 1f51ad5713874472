#include "core/dialog/analysis.h"
#include "core/rules/arguments.h"
#include "core/rules/sip/sip_rules.h"

#include <algorithm>
#include <set>

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::Index;
using dialog::kNoIndex;
using dialog::TransactionFacts;

bool isLoopStatus(int status) {
    return status == 482 || status == 483;
}

// How often that request was seen going the same way again, with more Via entries each time.
std::int64_t roundsOf(const CallFacts& facts, const TransactionFacts& t) {
    const dialog::MessageFacts& first = facts.messages[t.request];
    std::set<std::uint16_t> depths;
    for (const TransactionFacts& other : facts.transactions) {
        if (other.method != t.method || other.cseq != t.cseq || other.request == kNoIndex)
            continue;
        const dialog::MessageFacts& m = facts.messages[other.request];
        if (facts.addresses[m.from].address == facts.addresses[first.from].address &&
            facts.addresses[m.to].address == facts.addresses[first.to].address)
            depths.insert(other.viaDepth);
    }
    return static_cast<std::int64_t>(depths.size());
}
} // namespace

// RFC 3261 section 16.3: 482 for a request that came round, 483 where Max-Forwards ran out on the way.
void loop(const RuleContext& c, std::vector<Finding>& out) {
    const CallFacts& facts = c.facts;
    if (c.row.state != dialog::RowState::Failed || c.facts.deciding == kNoIndex ||
        c.row.kind == dialog::RowKind::Options)
        return;
    const TransactionFacts& t = facts.transactions[facts.deciding];
    if (!isLoopStatus(t.finalStatus) || t.request == kNoIndex)
        return;
    Finding f = newFinding(c, "sip.loop");
    f.severity = Severity::Error;
    f.evidence = EvidenceTag::Observed;
    f.sipCode = t.finalStatus;
    const Index origin = originOf(facts, t.final);
    f.proof = {facts.messages[t.final].id, facts.messages[t.request].id};
    if (origin != t.final)
        f.proof.push_back(facts.messages[origin].id);
    const std::int64_t rounds = roundsOf(facts, t);
    if (rounds > 1)
        f.catalogKeys.emplace_back("rule.sip.loop.seen");
    add(f, "method", nameOf(facts.messages[t.request]));
    add(f, "status", std::int64_t{t.finalStatus});
    add(f, "rounds", rounds);
    add(f, "address", facts.sender(origin).toString());
    add(f, "receiver", facts.receiver(t.request).toString());
    out.push_back(std::move(f));
}

} // namespace echelle::rules
