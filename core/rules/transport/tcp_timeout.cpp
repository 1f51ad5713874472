#include "core/rules/arguments.h"
#include "core/rules/transport/transport_rules.h"

namespace echelle::rules {

namespace {
// A client that sends its SYN again had no answer, wherever the capture stood (RFC 6298 section 2.1: 1 s at first).
// What it sent only once needs as long as the shortest usual patience: Windows gives up after 21 s.
constexpr Duration kPatience = Duration::seconds(20);

bool isProven(const ConnectionContext& c) {
    return c.number("tries") > 1 || c.number("attempts") > 1;
}
} // namespace

void tcpTimeout(const ConnectionContext& c, std::vector<Finding>& out) {
    const bool isHalfOpen = c.fact("ending") == "half-open";
    if ((c.fact("ending") != "unanswered" && !isHalfOpen) || !c.fact("scan_targets").empty())
        return;
    if (!isProven(c) && c.watched() < kPatience)
        return;
    // Of an answered SYN the server repeats its answer where it hears no more.
    if (isHalfOpen && c.number("syn_acks") < 2 && !isProven(c))
        return;
    Finding f =
        newFinding(c, "transport.tcp-timeout", {c.last(net::packet_kind::kTcpSyn), c.first(net::packet_kind::kTcpSyn)});
    f.severity = Severity::Error;
    f.evidence = isProven(c) ? EvidenceTag::Observed : EvidenceTag::Inferred;
    f.side = Side::Network;
    add(f, "tries", c.number("tries"));
    addSeconds(f, "seconds", Duration::milliseconds(c.number("span_ms")));
    add(f, "syn_acks", c.number("syn_acks"));
    namePair(c, f, 569002, "microsoft.569002.504.tcp-timeout", Side::Sbc);
    if (isHalfOpen)
        f.catalogKeys.insert(f.catalogKeys.begin(), "rule.transport.tcp-timeout.half-open");
    out.push_back(std::move(f));
}

} // namespace echelle::rules
