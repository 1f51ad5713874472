#include "core/rules/arguments.h"
#include "core/rules/dns/dns_rules.h"

namespace echelle::rules {

Finding newLookupFinding(const ConnectionContext& c, std::string_view rule) {
    Finding f = newFinding(c, rule, {c.last(net::packet_kind::kDnsAnswer), c.first(net::packet_kind::kDnsQuery)});
    f.severity = Severity::Error;
    f.evidence = EvidenceTag::Observed;
    add(f, "name", c.facts.serverName);
    add(f, "queries", c.number("queries"));
    return f;
}

// RFC 1035 section 4.1.1: RCODE 3, the name does not exist, whatever the type.
void noSuchHost(const ConnectionContext& c, std::vector<Finding>& out) {
    if (c.fact("ending") == "no-such-host")
        out.push_back(newLookupFinding(c, "dns.no-such-host"));
}

} // namespace echelle::rules
