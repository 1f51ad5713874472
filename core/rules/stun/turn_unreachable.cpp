#include "core/rules/arguments.h"
#include "core/rules/stun/stun_rules.h"

namespace echelle::rules {

void turnUnreachable(const ConnectionContext& c, std::vector<Finding>& out) {
    if (!isUnanswered(c, "TURN") || !c.fact("around").empty())
        return;
    Finding f = newStunFinding(c, "turn.unreachable",
                               {c.last(net::packet_kind::kStunRequest), c.first(net::packet_kind::kStunRequest)});
    f.severity = Severity::Error;
    f.evidence = EvidenceTag::Inferred;
    add(f, "transport", toString(c.facts.transport));
    out.push_back(std::move(f));
}

} // namespace echelle::rules
