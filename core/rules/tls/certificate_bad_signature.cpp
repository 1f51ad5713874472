#include "core/rules/tls/tls_rules.h"

namespace echelle::rules {

// RFC 5280 section 6.1.3 (a)(1).
void badSignature(const ConnectionContext& c, std::vector<Finding>& out) {
    const std::string_view alert = c.fact("tls_alert");
    if (c.fact("tls_signature") != "bad" || !isAborted(c) || (!alert.empty() && !isCertificateAlert(alert)))
        return;
    out.push_back(
        newCertificateFinding(c, "tls.certificate-bad-signature", 569002, "microsoft.569002.504.tls-bad-signature"));
}

} // namespace echelle::rules
