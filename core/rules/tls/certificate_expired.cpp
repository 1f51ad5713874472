#include "core/rules/arguments.h"
#include "core/rules/tls/tls_rules.h"

namespace echelle::rules {

// RFC 5280 section 4.1.2.5, at the time of the capture.
void certificateExpired(const ConnectionContext& c, std::vector<Finding>& out) {
    if (c.fact("tls_expired").empty())
        return;
    // Given up for another reason that is told: then the date is a remark at most.
    const std::string_view alert = c.fact("tls_alert");
    const bool isOther = !alert.empty() && alert != "certificate_expired" && alert != "bad_certificate" &&
                         alert != "certificate_unknown";
    if (isOther)
        return;
    Finding f = newCertificateFinding(c, "tls.certificate-expired", 569008, "microsoft.569008.504.tls-expired");
    add(f, "expired", c.fact("tls_expired"));
    add(f, "date", c.fact("tls_not_after"));
    add(f, "days", c.fact("tls_days"));
    if (const std::string_view first = c.fact("tls_not_before"); !first.empty()) {
        add(f, "first", first);
        f.catalogKeys.insert(f.catalogKeys.begin(), "rule.tls.certificate-expired.early");
    }
    out.push_back(std::move(f));
}

} // namespace echelle::rules
