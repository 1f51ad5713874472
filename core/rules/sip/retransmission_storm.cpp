#include "core/dialog/call_facts.h"
#include "core/rules/arguments.h"
#include "core/rules/call_view.h"
#include "core/rules/sip/sip_rules.h"

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::Index;
using dialog::kNoIndex;
using dialog::TransactionFacts;
using sip::Method;

constexpr unsigned kUsual = 3; // sends that a slow answer or one lost datagram explains (RFC 3261 section 17.1.1.2)

// How often the same message went out, request or final response, on the hop where that was most.
struct Storm {
    const TransactionFacts* transaction = nullptr;
    Index first = kNoIndex;
    Index last = kNoIndex;
    unsigned sends = kUsual;
};

Storm worstOf(const CallFacts& facts) {
    Storm worst;
    for (const TransactionFacts& t : facts.transactions) {
        if (t.sends > worst.sends && t.method != Method::Ack)
            worst = {&t, t.request, t.lastRequest, t.sends};
        if (t.finalSends > worst.sends && t.final != kNoIndex && t.forks == 0)
            worst = {&t, t.final, t.lastFinal, t.finalSends};
    }
    return worst;
}
} // namespace

// Verdicts: silent up to three sends. What got no answer at all has its own rule, which this one then stands behind.
void retransmissionStorm(const RuleContext& c, std::vector<Finding>& out) {
    const CallFacts& facts = c.facts;
    const Storm storm = worstOf(facts);
    if (storm.transaction == nullptr || storm.first == kNoIndex || isReliable(facts.messages[storm.first].transport))
        return;
    const bool isCall = c.row.kind == dialog::RowKind::Call || c.row.kind == dialog::RowKind::Registration;
    Finding f = newFinding(c, "sip.retransmission-storm");
    f.severity = isCall ? Severity::Warning : Severity::Info;
    f.role = isCall ? FindingRole::Cause : FindingRole::Remark;
    f.evidence = EvidenceTag::Measured;
    f.side = Side::Network;
    f.proof = {facts.messages[storm.last].id, facts.messages[storm.first].id};
    if (storm.first == storm.transaction->final)
        f.catalogKeys.emplace_back("rule.sip.retransmission-storm.response");
    const Timestamp from = timeOf(facts, storm.first);
    const Timestamp to = timeOf(facts, storm.last);
    add(f, "message", nameOf(facts.messages[storm.first]));
    add(f, "sends", std::int64_t{storm.sends});
    addSeconds(f, "seconds", from.isValid() && to.isValid() ? to - from : Duration{});
    add(f, "sender", facts.sender(storm.first).toString());
    add(f, "receiver", facts.receiver(storm.first).toString());
    out.push_back(std::move(f));
}

} // namespace echelle::rules
