#include "core/rules/arguments.h"
#include "core/rules/tls/tls_rules.h"

namespace echelle::rules {

// RFC 8446 section 6.1: nothing is read behind a close_notify.
void contextExpired(const ConnectionContext& c, std::vector<Finding>& out) {
    if (c.fact("tls_wrote_after_close") != "client")
        return;
    Finding f = newFinding(c, "tls.context-expired", {c.first(net::packet_kind::kTlsAlert)});
    f.severity = Severity::Warning;
    f.evidence = c.fact("tls_close_hidden") == "yes" ? EvidenceTag::Inferred : EvidenceTag::Observed;
    namePair(c, f, 569002, "microsoft.569002.504.tls-context-expired", Side::Sbc);
    out.push_back(std::move(f));
}

} // namespace echelle::rules
