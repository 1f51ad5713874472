#include "core/rules/connection_rules.h"

#include "core/base/text.h"
#include "core/rules/arguments.h"
#include "core/rules/dns/dns_rules.h"
#include "core/rules/order.h"
#include "core/rules/stun/stun_rules.h"
#include "core/rules/tls/tls_rules.h"
#include "core/rules/transport/transport_rules.h"
#include "core/sip/teams_direct_routing.h"

#include <algorithm>

namespace echelle::rules {

std::int64_t ConnectionContext::number(std::string_view name) const {
    return static_cast<std::int64_t>(std::min<std::uint64_t>(parseUnsigned(fact(name)).value_or(0), INT64_MAX));
}

const PacketEventFacts* ConnectionContext::first(std::string_view kind) const {
    const auto found = std::find_if(events.begin(), events.end(), [kind](const auto* e) { return e->kind == kind; });
    return found == events.end() ? nullptr : *found;
}

const PacketEventFacts* ConnectionContext::last(std::string_view kind) const {
    const auto found = std::find_if(events.rbegin(), events.rend(), [kind](const auto* e) { return e->kind == kind; });
    return found == events.rend() ? nullptr : *found;
}

Duration ConnectionContext::watched() const {
    std::int64_t ns = 0;
    if (!facts.start.isValid() || !inputEnd.isValid() || __builtin_sub_overflow(inputEnd.ns, facts.start.ns, &ns))
        return {};
    return {ns};
}

const std::vector<ConnectionRule>& allConnectionRules() {
    static const std::vector<ConnectionRule> kRules{
        {"dns.lookup-refused", lookupRefused},
        {"dns.no-address", noAddress},
        {"dns.no-such-host", noSuchHost},
        {"ice.failed", iceFailed},
        {"stun.no-response", stunNoResponse},
        {"tls.certificate-bad-signature", badSignature},
        {"tls.certificate-expired", certificateExpired},
        {"tls.certificate-untrusted", certificateUntrusted},
        {"tls.certificate-wrong-name", certificateWrongName},
        {"tls.context-expired", contextExpired},
        {"tls.handshake-failed", handshakeFailed},
        {"transport.icmp-unreachable", connectionIcmpUnreachable},
        {"transport.port-scan", portScan},
        {"transport.tcp-refused", tcpRefused},
        {"transport.tcp-reset", connectionReset},
        {"transport.tcp-timeout", tcpTimeout},
        {"turn.unauthorized", turnUnauthorized},
        {"turn.unreachable", turnUnreachable},
        {"udp.blocked", udpBlocked},
    };
    return kRules;
}

std::vector<Finding> evaluateConnection(const ConnectionContext& context) {
    std::vector<Finding> findings;
    for (const ConnectionRule& rule : allConnectionRules())
        rule.evaluate(context, findings);
    return settle(std::move(findings));
}

Finding newFinding(const ConnectionContext& context, std::string_view rule,
                   std::initializer_list<const PacketEventFacts*> proof) {
    Finding f;
    f.rule = rule;
    f.row = context.row;
    for (const PacketEventFacts* packet : proof)
        if (packet != nullptr && std::find(f.proof.begin(), f.proof.end(), packet->id) == f.proof.end())
            f.proof.push_back(packet->id);
    if (f.proof.empty())
        f.proof.push_back(context.id);
    add(f, "client", context.facts.client.address.toString());
    add(f, "server", context.facts.server.toString());
    add(f, "attempts", std::max<std::int64_t>(context.number("attempts"), 1));
    return f;
}

bool isMicrosoftCalling(const net::ConnectionFacts& facts) {
    return sip::isTeamsAddress(facts.client.address) && !sip::isTeamsAddress(facts.server.address);
}

void namePair(const ConnectionContext& context, Finding& finding, int code, std::string_view key, Side side) {
    if (!isMicrosoftCalling(context.facts))
        return;
    finding.microsoftCode = code;
    finding.derived.emplace_back("microsoft");
    finding.side = side;
    finding.catalogKeys.push_back("rule." + finding.rule + ".microsoft");
    finding.catalogKeys.emplace_back(key);
}

} // namespace echelle::rules
