#pragma once

#include "core/rules/connection_rules.h"

#include <vector>

// The rules of the topic tls, one file each (verdicts.md "Transport faults and the Microsoft pairs"). They read these
// facts of a connection, each left out where it is not known:
//   tls_stage             how far the handshake came: client-hello, server-hello, certificate, client-keys, established
//   tls_alert             description of the first alert that is no close_notify ("unknown_ca"), where it is readable
//   tls_alert_by          client or server
//   tls_certificate       subject of the leaf: of the server, or of the client where the server refused that
//   tls_certificate_of    "client" then
//   tls_hidden            "yes": TLS 1.3 hides the certificate
//   tls_expired           subject of the certificate that was out of date at capture time: the leaf, or an intermediate
//   tls_not_after         its last day, as RFC 3339 has it; tls_days: since then
//   tls_not_before        its first day, where that was yet to come; tls_days then are negative, up to it
//   tls_wrong_name        name the client asked for that the leaf is not for; tls_names: those it is for
//   tls_signature         "bad": the leaf or an intermediate does not verify with its issuer's key
//   tls_untrusted         self-signed or incomplete: why a chain leads to no known root
//   tls_wrote_after_close who wrote although the other had sent close_notify: client or server
//   tls_close_hidden      "yes": the alert that ended the connection was encrypted
// What a certificate lacks is an error only where the handshake then failed.
namespace echelle::rules {

void badSignature(const ConnectionContext& context, std::vector<Finding>& out);
void certificateExpired(const ConnectionContext& context, std::vector<Finding>& out);
void certificateUntrusted(const ConnectionContext& context, std::vector<Finding>& out);
void certificateWrongName(const ConnectionContext& context, std::vector<Finding>& out);
void contextExpired(const ConnectionContext& context, std::vector<Finding>& out);
void handshakeFailed(const ConnectionContext& context, std::vector<Finding>& out);

// Whether the handshake was given up: by an alert, or closed or reset before it was done.
[[nodiscard]] bool isAborted(const ConnectionContext& context);
// Whether the alert is one that speaks of the certificate (RFC 8446 section 6.2).
[[nodiscard]] bool isCertificateAlert(std::string_view alert);
// A finding that cites the alert, the certificate and the ClientHello; {subject}, {alert}, {by}. An error with the
// Microsoft pair where the handshake was given up, else an info and a remark.
[[nodiscard]] Finding newCertificateFinding(const ConnectionContext& context, std::string_view rule, int microsoftCode,
                                            std::string_view microsoftKey);

} // namespace echelle::rules
