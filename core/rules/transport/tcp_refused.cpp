#include "core/rules/arguments.h"
#include "core/rules/transport/transport_rules.h"

namespace echelle::rules {

// RFC 9293 section 3.5.2: a host resets a SYN for which nothing listens; a firewall may do the same in its name.
void tcpRefused(const ConnectionContext& c, std::vector<Finding>& out) {
    if (c.fact("ending") != "refused" || !c.fact("scan_targets").empty())
        return;
    Finding f = newFinding(c, "transport.tcp-refused",
                           {c.first(net::packet_kind::kTcpReset), c.first(net::packet_kind::kTcpSyn)});
    f.severity = Severity::Error;
    f.evidence = EvidenceTag::Observed;
    namePair(c, f, 569002, "microsoft.569002.504.tcp-refused", Side::Sbc);
    out.push_back(std::move(f));
}

} // namespace echelle::rules
