#include "core/rules/arguments.h"
#include "core/rules/tls/tls_rules.h"

#include <algorithm>
#include <array>

namespace echelle::rules {

bool isAborted(const ConnectionContext& c) {
    const std::string_view stage = c.fact("tls_stage");
    if (stage.empty() || stage == "established")
        return false;
    return !c.fact("tls_alert").empty() || c.fact("ending") == "reset" || c.fact("ending") == "closed";
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
    const bool isClients = c.fact("tls_certificate_of") == "client"; // sent behind the server's
    Finding f =
        newFinding(c, rule,
                   {isFailed ? c.first(net::packet_kind::kTlsAlert) : nullptr,
                    isClients ? c.last(net::packet_kind::kTlsCertificate) : c.first(net::packet_kind::kTlsCertificate),
                    c.first(net::packet_kind::kTlsClientHello)});
    f.severity = isFailed ? Severity::Error : Severity::Info;
    f.role = isFailed ? FindingRole::Cause : FindingRole::Remark;
    const std::string_view alert = c.fact("tls_alert");
    // The alert says what the receiver held against the certificate; without one that is the best reason that remains.
    f.evidence = !isFailed                   ? EvidenceTag::Observed
                 : isCertificateAlert(alert) ? EvidenceTag::Correlated
                                             : EvidenceTag::Inferred;
    if (isClients) { // who shows the certificate is called {server} in the texts
        const auto client =
            std::find_if(f.arguments.begin(), f.arguments.end(), [](const Argument& a) { return a.name == "client"; });
        const auto server =
            std::find_if(f.arguments.begin(), f.arguments.end(), [](const Argument& a) { return a.name == "server"; });
        if (client != f.arguments.end() && server != f.arguments.end())
            std::swap(client->value, server->value);
    }
    add(f, "subject", c.fact("tls_certificate"));
    add(f, "alert", alert.empty() ? std::string_view("-") : alert);
    if (!isFailed) {
        f.catalogKeys.push_back("rule." + f.rule + ".accepted");
    } else if (!isClients) {
        namePair(c, f, microsoftCode, microsoftKey, Side::Sbc);
    } else if (isMicrosoftCalling(c.facts)) { // an alert from the SBC: what is Microsoft's certificate it does not take
        f.microsoftCode = 569003;
        f.derived.emplace_back("microsoft");
        f.side = Side::Sbc;
        f.catalogKeys = {"rule." + f.rule, "microsoft.569003.504.tls-handshake-failed"};
    }
    return f;
}

} // namespace echelle::rules
