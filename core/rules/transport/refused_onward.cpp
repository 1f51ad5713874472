#include "core/rules/arguments.h"
#include "core/rules/transport/call_faults.h"
#include "core/rules/transport/transport_rules.h"

#include <algorithm>

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::kNoIndex;
using dialog::TransactionFacts;

// What an element answers that could not reach the next one (RFC 3261 sections 16.7 to 16.9), or that calls it so.
bool tellsOfNextHop(int status) {
    return status == 408 || status == 480 || status == 500 || status == 502 || status == 503 || status == 504;
}

// An attempt to open a connection that came to nothing.
struct Attempt {
    const PacketEventFacts* syn = nullptr;
    const PacketEventFacts* reset = nullptr; // nullptr: never answered
    std::size_t tries = 0;
};

Attempt attemptOf(const PacketEvents::List& packets, const PacketEventFacts& syn) {
    Attempt attempt{&syn, nullptr, 0};
    for (const PacketEventFacts* p : packets) {
        if (p->kind == net::packet_kind::kTcpSynAck)
            return {};
        attempt.tries += p->kind == net::packet_kind::kTcpSyn ? 1 : 0;
        if (p->kind == net::packet_kind::kTcpReset && p->flow.source == syn.flow.destination)
            attempt.reset = p;
    }
    return attempt.reset != nullptr || attempt.tries > 1 ? attempt : Attempt();
}

// The first attempt that the element made while the request lay with it, and that had failed when it answered.
Attempt attemptDuring(const RuleContext& c, const TransactionFacts& t) {
    const Timestamp asked = timeOf(c.facts, t.request);
    const Timestamp answered = timeOf(c.facts, t.final);
    if (!asked.isValid() || !answered.isValid())
        return {};
    const IpAddress& element = c.facts.receiver(t.request).address;
    for (const PacketEventFacts* syn : c.packets->opened(element)) {
        if (syn->time < asked || syn->time > answered)
            continue;
        const Attempt attempt = attemptOf(c.packets->ofConnection(syn->source, syn->connection), *syn);
        if (attempt.syn != nullptr && (attempt.reset == nullptr || attempt.reset->time <= answered))
            return attempt;
    }
    return {};
}
} // namespace

// The element that refused the call had itself been refused, or not been answered, by the next one in the meantime.
// Two observations that agree: silent where the request is seen to have gone on.
void refusedOnward(const RuleContext& c, std::vector<Finding>& out) {
    if (c.packets == nullptr || c.packets->isEmpty() || c.row.state != dialog::RowState::Failed ||
        c.facts.deciding == kNoIndex)
        return;
    const TransactionFacts& t = c.facts.transactions[c.facts.deciding];
    if (t.request == kNoIndex || t.final == kNoIndex || t.firstChild != kNoIndex || !tellsOfNextHop(t.finalStatus) ||
        c.facts.sender(t.final).address != c.facts.receiver(t.request).address)
        return;
    const Attempt attempt = attemptDuring(c, t);
    if (attempt.syn == nullptr)
        return;
    const bool isRefused = attempt.reset != nullptr;
    Finding f = newFinding(c, isRefused ? "transport.tcp-refused" : "transport.tcp-timeout");
    f.severity = Severity::Error;
    f.evidence = EvidenceTag::Correlated;
    f.catalogKeys.emplace_back("rule." + f.rule + ".onward");
    f.sipCode = t.finalStatus;
    f.proof = {attempt.syn->id};
    if (isRefused)
        f.proof.insert(f.proof.begin(), attempt.reset->id);
    f.proof.push_back(c.facts.messages[t.final].id);
    f.proof.push_back(c.facts.messages[t.request].id);
    add(f, "client", attempt.syn->flow.source.toString());
    add(f, "server", attempt.syn->flow.destination.toString());
    add(f, "tries", static_cast<std::int64_t>(attempt.tries));
    add(f, "method", nameOf(c.facts.messages[t.request]));
    add(f, "status", std::int64_t{t.finalStatus});
    out.push_back(std::move(f));
}

} // namespace echelle::rules
