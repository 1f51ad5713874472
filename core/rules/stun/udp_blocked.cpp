#include "core/rules/arguments.h"
#include "core/rules/stun/stun_rules.h"

namespace echelle::rules {

// The client asked a relay over UDP, heard nothing, and went on over TCP port 443.
void udpBlocked(const ConnectionContext& c, std::vector<Finding>& out) {
    if (c.fact("ending") != "no-answer" || c.fact("around").empty() || c.number("sends") < 2)
        return;
    Finding f = newStunFinding(c, "udp.blocked",
                               {c.last(net::packet_kind::kStunRequest), c.first(net::packet_kind::kStunRequest)});
    f.severity = Severity::Warning;
    f.evidence = EvidenceTag::Inferred;
    add(f, "around", c.fact("around"));
    out.push_back(std::move(f));
}

} // namespace echelle::rules
