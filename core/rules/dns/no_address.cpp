#include "core/rules/dns/dns_rules.h"

namespace echelle::rules {

// RFC 2308 section 2.2: the name exists, and has neither A nor AAAA.
void noAddress(const ConnectionContext& c, std::vector<Finding>& out) {
    if (c.fact("ending") == "no-address")
        out.push_back(newLookupFinding(c, "dns.no-address"));
}

} // namespace echelle::rules
