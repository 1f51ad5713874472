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
//   tls_resumed, tls_client_certificate "yes"; the second where the server asked for one
//   tls_unread, tls_unread_frame        why it was not read (without "tls."), and where that shows
//   tls_stage, tls_alert, tls_alert_by, tls_certificate, tls_issuer, tls_expired, tls_not_after, tls_days,
//   tls_wrong_name, tls_names, tls_signature, tls_untrusted, tls_wrote_after_close
// as the rules of the topic tls read them. start: of the connection, when dates are judged.
void addTlsFacts(const tls::HandshakeFacts& handshake, Timestamp start, Arguments& into);

// The handshake's messages and alerts as packet events, in order of capture. fromClient: the flow of the client.
void giveTlsEvents(const tls::HandshakeFacts& handshake, const Flow& fromClient, std::uint64_t connection,
                   TrafficLog& log);

} // namespace echelle::net
