#include "core/rules/arguments.h"
#include "core/rules/tls/tls_rules.h"

namespace echelle::rules {

namespace {

bool isToldByCertificate(const ConnectionContext& c) {
    std::vector<Finding> told;
    badSignature(c, told);
    certificateExpired(c, told);
    certificateUntrusted(c, told);
    certificateWrongName(c, told);
    return !told.empty();
}

// Of a capture of one side, or with a hole, nothing can be said about what the other did not do.
bool isServerSeen(const ConnectionContext& c) {
    return c.fact("tls_unread") != "hole" && (c.number("syn_acks") > 0 || c.number("payloads_from_server") > 0);
}

// An end without an alert: who ended it, and whether that says anything.
bool isSilentEnd(const ConnectionContext& c) {
    const std::string_view stage = c.fact("tls_stage");
    const bool isByServer = c.fact("reset_by") == "server" || c.fact("closed_by") == "server";
    // A client that goes away when it has seen the certificate may have wanted just that.
    return isServerSeen(c) && (isByServer || (stage != "certificate" && stage != "client-keys"));
}

} // namespace

// An alert, or an end without a word before the handshake was done, that no rule of certificates explains.
void handshakeFailed(const ConnectionContext& c, std::vector<Finding>& out) {
    const std::string_view alert = c.fact("tls_alert");
    const bool isTold = !alert.empty();
    if (!isAborted(c) || (!isTold && !isSilentEnd(c)) || isToldByCertificate(c))
        return;
    // Closed, or answered with something else: whatever alert the client then sends is about that.
    const bool isNoTls = c.fact("tls_stage") == "client-hello" && c.fact("tls_alert_by") != "server" && isServerSeen(c);
    const bool isHidden = !isTold && c.fact("tls_hidden") == "yes";
    Finding f = newFinding(c, "tls.handshake-failed",
                           {c.first(net::packet_kind::kTlsAlert), c.last(net::packet_kind::kTcpReset),
                            c.first(net::packet_kind::kTlsClientHello)});
    f.severity = Severity::Error;
    f.evidence = EvidenceTag::Observed;
    add(f, "alert", isTold ? alert : std::string_view("-"));
    add(f, "by", c.fact("tls_alert_by") == "client" ? c.facts.client.toString() : c.facts.server.toString());
    add(f, "stage", c.fact("tls_stage"));
    const bool isEndedByServer = c.fact("reset_by") == "server" || c.fact("closed_by") == "server";
    if (isNoTls || (isTold ? c.fact("tls_alert_by") == "server" : isEndedByServer))
        namePair(c, f, 569003, "microsoft.569003.504.tls-handshake-failed", Side::Sbc);
    std::string variant;
    if (isNoTls)
        variant = ".no-tls";
    else if (isHidden)
        variant = ".hidden";
    else if (!isTold)
        variant = ".silent";
    else if (isCertificateAlert(alert))
        variant = ".certificate";
    if (!variant.empty())
        f.catalogKeys.insert(f.catalogKeys.begin(), "rule.tls.handshake-failed" + variant);
    out.push_back(std::move(f));
}

} // namespace echelle::rules
