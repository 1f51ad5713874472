#pragma once

#include "core/base/byte_view.h"

#include <string>

namespace echelle::net {

enum class HelloStatus : std::uint8_t { NeedMore, Other, ClientHello };
struct HelloFacts {
    HelloStatus status = HelloStatus::Other;
    std::string serverName; // of the server_name extension, empty where it has none
};

// Reads a ClientHello at the front of a TLS stream (RFC 8446 sections 4.1.2 and 5.1, RFC 6066 section 3). It may go
// over several records and segments; NeedMore until it is whole, and Other where it is none or damaged.
[[nodiscard]] HelloFacts readClientHello(ByteView stream);

// True where the name is that of a SIP service: "sip.pstnhub.microsoft.com", "sip2...", "sbc1.example.com",
// "...-sip...".
[[nodiscard]] bool suggestsSip(std::string_view serverName);

} // namespace echelle::net
