#include "core/base/text.h"
#include "core/rules/arguments.h"
#include "core/rules/stun/stun_rules.h"

namespace echelle::rules {

// RFC 8489 section 9.2.4: the first 401 asks for credentials, 438 for a new nonce. Only what refuses credentials
// counts, where no success followed.
void turnUnauthorized(const ConnectionContext& c, std::vector<Finding>& out) {
    if (c.fact("ending") != "unauthorized")
        return;
    Finding f = newStunFinding(c, "turn.unauthorized",
                               {c.last(net::packet_kind::kStunError), c.last(net::packet_kind::kStunRequest)});
    f.severity = Severity::Error;
    f.evidence = EvidenceTag::Observed;
    f.side = Side::Endpoint;
    add(f, "error", c.fact("error"));
    add(f, "refusals", c.number("refusals"));
    add(f, "realm", c.fact("realm"));
    out.push_back(std::move(f));
}

} // namespace echelle::rules
