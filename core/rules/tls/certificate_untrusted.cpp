#include "core/rules/arguments.h"
#include "core/rules/tls/tls_rules.h"

namespace echelle::rules {

// Which roots the client knows is in no trace: only a handshake that was given up says that this one was none of them.
void certificateUntrusted(const ConnectionContext& c, std::vector<Finding>& out) {
    const std::string_view alert = c.fact("tls_alert");
    const std::string_view reason = c.fact("tls_untrusted");
    const bool isTold = alert == "unknown_ca";
    const bool isLikely = !reason.empty() && (alert.empty() || isCertificateAlert(alert));
    // Another fault of the certificate that is seen comes before one that is only likely.
    const bool isOtherSeen =
        !c.fact("tls_expired").empty() || !c.fact("tls_wrong_name").empty() || c.fact("tls_signature") == "bad";
    const bool isUnseen = c.fact("tls_certificate_of") == "client" && c.fact("tls_certificate").empty();
    if (!isAborted(c) || isUnseen || !(isTold || (isLikely && !isOtherSeen)))
        return;
    Finding f =
        newCertificateFinding(c, "tls.certificate-untrusted", 569009, "microsoft.569009.504.tls-untrusted-root");
    f.evidence = isTold ? EvidenceTag::Observed : EvidenceTag::Inferred;
    if (reason == "self-signed")
        f.catalogKeys.insert(f.catalogKeys.begin(), "rule.tls.certificate-untrusted.self-signed");
    else if (reason == "incomplete")
        f.catalogKeys.insert(f.catalogKeys.begin(), "rule.tls.certificate-untrusted.incomplete");
    out.push_back(std::move(f));
}

} // namespace echelle::rules
