#include "core/rules/stun/stun_rules.h"

namespace echelle::rules {

// Absence at this capture point: that the answers took another way cannot be ruled out.
void stunNoResponse(const ConnectionContext& c, std::vector<Finding>& out) {
    if (!isUnanswered(c, "STUN") || !c.fact("around").empty())
        return;
    Finding f = newStunFinding(c, "stun.no-response",
                               {c.last(net::packet_kind::kStunRequest), c.first(net::packet_kind::kStunRequest)});
    f.severity = Severity::Warning;
    f.evidence = EvidenceTag::Inferred;
    out.push_back(std::move(f));
}

} // namespace echelle::rules
