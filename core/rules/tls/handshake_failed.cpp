#include "core/rules/arguments.h"
#include "core/rules/tls/tls_rules.h"

namespace echelle::rules {

// An alert that is not about the certificate, or an end without a word before the handshake was done. With the
// certificate on the table the other rules look for the reason.
void handshakeFailed(const ConnectionContext& c, std::vector<Finding>& out) {
    const std::string_view alert = c.fact("tls_alert");
    const std::string_view stage = c.fact("tls_stage");
    if (!isAborted(c) || isCertificateAlert(alert) || (stage == "established" && alert.empty()))
        return;
    const bool isTold = !alert.empty();
    // A client that goes away when it has seen the certificate says that it did not like it.
    const bool isCertificateSeen = stage == "certificate" || stage == "client-keys";
    if (!isTold && isCertificateSeen && c.fact("reset_by") != "server" && c.fact("closed_by") != "server")
        return;
    if (isTold && stage == "established")
        return; // of a connection that was in use: internal_error, user_canceled and the like end it
    Finding f = newFinding(c, "tls.handshake-failed",
                           {c.first(net::packet_kind::kTlsAlert), c.last(net::packet_kind::kTcpReset),
                            c.first(net::packet_kind::kTlsClientHello)});
    f.severity = Severity::Error;
    f.evidence = EvidenceTag::Observed;
    add(f, "alert", isTold ? alert : std::string_view("-"));
    add(f, "by", c.fact("tls_alert_by") == "client" ? c.facts.client.toString() : c.facts.server.toString());
    add(f, "stage", stage);
    const bool isByServer =
        isTold ? c.fact("tls_alert_by") == "server" : c.fact("reset_by") == "server" || c.fact("closed_by") == "server";
    if (isByServer)
        namePair(c, f, 569003, "microsoft.569003.504.tls-handshake-failed", Side::Sbc);
    if (!isTold)
        f.catalogKeys.insert(f.catalogKeys.begin(), "rule.tls.handshake-failed.silent");
    out.push_back(std::move(f));
}

} // namespace echelle::rules
