#include "core/rules/arguments.h"
#include "core/rules/transport/transport_rules.h"

namespace echelle::rules {

// One folded row stands for all that a scanner tried in vain; no fault of anybody here.
void portScan(const ConnectionContext& c, std::vector<Finding>& out) {
    if (c.fact("scan_targets").empty())
        return;
    Finding f = newFinding(c, "transport.port-scan", {c.first(net::packet_kind::kTcpSyn)});
    f.severity = Severity::Info;
    f.evidence = EvidenceTag::Observed;
    f.role = FindingRole::Remark;
    add(f, "targets", c.number("scan_targets"));
    out.push_back(std::move(f));
}

} // namespace echelle::rules
