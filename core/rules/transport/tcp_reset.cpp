#include "core/rules/arguments.h"
#include "core/rules/transport/call_faults.h"
#include "core/rules/transport/transport_rules.h"

namespace echelle::rules {

namespace {
// Many stacks end a connection they no longer need with a reset: one that comes out of a silence is no fault.
constexpr std::int64_t kBusyMilliseconds = 5000;

// The first reset of the connection that the request went on, after it.
const PacketEventFacts* resetAfter(const RuleContext& c, const dialog::TransactionFacts& t) {
    for (const PacketEventFacts* p : c.packets->between(c.facts.sender(t.request), c.facts.receiver(t.request)))
        if (p->kind == net::packet_kind::kTcpReset && isDuring(c, t, *p))
            return p;
    return nullptr;
}
} // namespace

void tcpReset(const RuleContext& c, std::vector<Finding>& out) {
    if (c.packets == nullptr || c.packets->isEmpty())
        return;
    for (const dialog::TransactionFacts& t : c.facts.transactions) {
        if (!isWaiting(t) || !isReliable(c.facts.messages[t.request].transport))
            continue;
        const PacketEventFacts* reset = resetAfter(c, t);
        if (reset == nullptr)
            continue;
        Finding f = newFinding(c, "transport.tcp-reset", {&t, reset});
        const bool isBySender = reset->flow.source == c.facts.sender(t.request);
        add(f, "by", reset->flow.source.toString());
        if (isBySender)
            f.catalogKeys.emplace_back("rule.transport.tcp-reset.by-sender");
        out.push_back(std::move(f));
        return;
    }
}

void connectionReset(const ConnectionContext& c, std::vector<Finding>& out) {
    if (c.fact("ending") != "reset")
        return;
    const bool isTalkedOn = c.number("payloads_from_client") > 0 || c.number("payloads_from_server") > 0;
    if (!isTalkedOn || c.number("idle_ms") > kBusyMilliseconds)
        return;
    Finding f = newFinding(c, "transport.tcp-reset", {c.first(net::packet_kind::kTcpReset)});
    f.severity = Severity::Warning;
    f.evidence = EvidenceTag::Observed;
    add(f, "by", (c.fact("reset_by") == "client" ? c.facts.client : c.facts.server).toString());
    add(f, "milliseconds", c.number("idle_ms"));
    f.catalogKeys.emplace_back("rule.transport.tcp-reset.unread");
    out.push_back(std::move(f));
}

} // namespace echelle::rules
