#include "core/rules/arguments.h"
#include "core/rules/tls/tls_rules.h"

#include <algorithm>
#include <array>

namespace echelle::rules {

bool isAborted(const ConnectionContext& c) {
    if (c.fact("tls_stage").empty())
        return false;
    if (!c.fact("tls_alert").empty())
        return true;
    const bool isOver = c.fact("ending") == "reset" || c.fact("ending") == "closed";
    return isOver && c.fact("tls_stage") != "established";
}

bool isCertificateAlert(std::string_view alert) {
    constexpr std::array<std::string_view, 7> kAlerts{"bad_certificate",     "unsupported_certificate",
                                                      "certificate_revoked", "certificate_expired",
                                                      "certificate_unknown", "unknown_ca",
                                                      "decrypt_error"};
    return std::find(kAlerts.begin(), kAlerts.end(), alert) != kAlerts.end();
}

Finding newCertificateFinding(const ConnectionContext& c, std::string_view rule, int microsoftCode,
                              std::string_view microsoftKey) {
    const bool isFailed = isAborted(c);
    Finding f = newFinding(c, rule,
                           {isFailed ? c.first(net::packet_kind::kTlsAlert) : nullptr,
                            c.first(net::packet_kind::kTlsCertificate), c.first(net::packet_kind::kTlsClientHello)});
    f.severity = isFailed ? Severity::Error : Severity::Info;
    f.role = isFailed ? FindingRole::Cause : FindingRole::Remark;
    const std::string_view alert = c.fact("tls_alert");
    // The alert says what the receiver held against the certificate; without one that is the best reason that remains.
    f.evidence = !isFailed                   ? EvidenceTag::Observed
                 : isCertificateAlert(alert) ? EvidenceTag::Correlated
                                             : EvidenceTag::Inferred;
    add(f, "subject", c.fact("tls_certificate"));
    add(f, "alert", alert.empty() ? std::string_view("-") : alert);
    if (isFailed)
        namePair(c, f, microsoftCode, microsoftKey, Side::Sbc);
    else
        f.catalogKeys.push_back("rule." + f.rule + ".accepted");
    return f;
}

} // namespace echelle::rules
