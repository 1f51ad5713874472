#include "core/rules/arguments.h"
#include "core/rules/dns/dns_rules.h"

namespace echelle::rules {

// RFC 1035 section 4.1.1: RCODE 2 and 5. The server has no answer to give; the name may exist.
void lookupRefused(const ConnectionContext& c, std::vector<Finding>& out) {
    if (c.fact("ending") != "refused-lookup")
        return;
    Finding f = newLookupFinding(c, "dns.lookup-refused");
    f.side = Side::Network;
    add(f, "rcode", c.fact("rcode"));
    out.push_back(std::move(f));
}

} // namespace echelle::rules
