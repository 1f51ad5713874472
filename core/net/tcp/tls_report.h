#pragma once

#include "core/net/payload.h"
#include "core/net/traffic_log.h"
#include "core/tls/handshake_facts.h"

#include <string_view>

namespace echelle::net {

// The code of tls.* diagnostics that says why a connection was not read ("tls.no-secret"); "" where it was.
[[nodiscard]] std::string_view unreadCode(tls::Unread reason);

// What is told of a handshake with its connection row, by name:
//   tls_version, tls_cipher, tls_alpn   as chosen ("TLS 1.2", the suite's name of the IANA registry)
//   tls_resumed, tls_hidden             "yes"; the second where TLS 1.3 hides the certificate
//   tls_client_certificate              "yes" where the server asked for one
//   tls_unread, tls_unread_frame        why it was not read (without "tls."), and where that shows
//   tls_issuer                          of the certificate that tls_certificate names
// and those that the rules of the topic tls read (core/rules/tls/tls_rules.h). start: of the connection, when dates are
// judged.
void addTlsFacts(const tls::HandshakeFacts& handshake, Timestamp start, Arguments& into);

// The handshake's messages and alerts as packet events, in order of capture. fromClient: the flow of the client.
void giveTlsEvents(const tls::HandshakeFacts& handshake, const Flow& fromClient, std::uint64_t connection,
                   TrafficLog& log);

} // namespace echelle::net
