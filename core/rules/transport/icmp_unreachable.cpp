#include "core/base/text.h"
#include "core/rules/arguments.h"
#include "core/rules/transport/call_faults.h"
#include "core/rules/transport/transport_rules.h"

namespace echelle::rules {

namespace {
// Errors about the request's packets as they went from its sender to its receiver. Not where the packet was only too
// big.
const PacketEventFacts* errorAbout(const RuleContext& c, const dialog::TransactionFacts& t) {
    for (const PacketEventFacts* p : c.packets->about(c.facts.sender(t.request), c.facts.receiver(t.request)))
        if (isDuring(c, t, *p) && net::factOf(p->summary, "lost") == "yes")
            return p;
    return nullptr;
}

void addWords(Finding& f, const PacketEventFacts& p) {
    add(f, "icmp", net::factOf(p.summary, "icmp"));
    add(f, "type", net::factOf(p.summary, "type"));
    add(f, "code", net::factOf(p.summary, "code"));
    add(f, "by", p.flow.source.address.toString());
}
} // namespace

void icmpUnreachable(const RuleContext& c, std::vector<Finding>& out) {
    if (c.packets == nullptr || c.packets->isEmpty())
        return;
    for (const dialog::TransactionFacts& t : c.facts.transactions) {
        const PacketEventFacts* error = isWaiting(t) ? errorAbout(c, t) : nullptr;
        if (error == nullptr)
            continue;
        Finding f = newFinding(c, "transport.icmp-unreachable", {&t, error});
        const bool isByHost = error->flow.source.address == c.facts.receiver(t.request).address;
        f.side = isByHost ? Side::Endpoint : Side::Network;
        addWords(f, *error);
        if (isByHost)
            f.catalogKeys.emplace_back("rule.transport.icmp-unreachable.by-host");
        out.push_back(std::move(f));
        return;
    }
}

void connectionIcmpUnreachable(const ConnectionContext& c, std::vector<Finding>& out) {
    if (c.fact("ending") != "unreachable" || !c.fact("scan_targets").empty())
        return;
    const PacketEventFacts* error = c.first(net::packet_kind::kIcmpError);
    if (error == nullptr)
        return;
    Finding f = newFinding(c, "transport.icmp-unreachable", {error, c.first(net::packet_kind::kTcpSyn)});
    f.severity = Severity::Error;
    f.evidence = EvidenceTag::Observed;
    f.side = Side::Network;
    addWords(f, *error);
    f.catalogKeys.emplace_back("rule.transport.icmp-unreachable.connecting");
    out.push_back(std::move(f));
}

} // namespace echelle::rules
