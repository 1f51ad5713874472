#include "core/rules/arguments.h"
#include "core/rules/transport/call_faults.h"
#include "core/rules/transport/transport_rules.h"

namespace echelle::rules {

namespace {
// Who closed first, after the request; nullptr where nobody did, or a reset tells more.
const PacketEventFacts* closeAfter(const RuleContext& c, const dialog::TransactionFacts& t) {
    const PacketEventFacts* close = nullptr;
    for (const PacketEventFacts* p : c.packets->between(c.facts.sender(t.request), c.facts.receiver(t.request))) {
        if (!isDuring(c, t, *p))
            continue;
        if (p->kind == net::packet_kind::kTcpReset)
            return nullptr;
        if (p->kind == net::packet_kind::kTcpFin && close == nullptr)
            close = p;
    }
    return close;
}
} // namespace

// A request waited on a connection that was closed, and nobody brought its response on another one, as RFC 3261 section
// 18.2.2 asks.
void connectionLost(const RuleContext& c, std::vector<Finding>& out) {
    if (c.packets == nullptr || c.packets->isEmpty())
        return;
    for (const dialog::TransactionFacts& t : c.facts.transactions) {
        if (!isWaiting(t) || !isReliable(c.facts.messages[t.request].transport))
            continue;
        const PacketEventFacts* close = closeAfter(c, t);
        if (close == nullptr)
            continue;
        Finding f = newFinding(c, "transport.connection-lost", {&t, close});
        add(f, "by", close->flow.source.toString());
        if (close->flow.source == c.facts.sender(t.request))
            f.catalogKeys.emplace_back("rule.transport.connection-lost.by-sender");
        out.push_back(std::move(f));
        return;
    }
}

} // namespace echelle::rules
