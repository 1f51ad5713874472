#include "core/rules/arguments.h"
#include "core/rules/tls/tls_rules.h"

namespace echelle::rules {

// RFC 6125 section 6.4. The name asked for is that of the ClientHello.
void certificateWrongName(const ConnectionContext& c, std::vector<Finding>& out) {
    const std::string_view alert = c.fact("tls_alert");
    if (c.fact("tls_wrong_name").empty() || !isAborted(c) || (!alert.empty() && !isCertificateAlert(alert)) ||
        alert == "unknown_ca" || alert == "certificate_expired")
        return;
    Finding f = newCertificateFinding(c, "tls.certificate-wrong-name", 569002, "microsoft.569002.504.tls-wrong-name");
    add(f, "name", c.fact("tls_wrong_name"));
    add(f, "names", c.fact("tls_names"));
    out.push_back(std::move(f));
}

} // namespace echelle::rules
