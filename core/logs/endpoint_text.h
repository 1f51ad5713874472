#pragma once

#include "core/base/endpoint.h"

#include <optional>
#include <string_view>

namespace echelle::logs {

// "192.0.2.1:5060", "[2001:db8::1]:5060", IPv6 without brackets (the last colon then separates the port), or an address
// alone, which has the port given. nullopt where there is no address (a name, or masked in a ticket).
[[nodiscard]] std::optional<Endpoint> readEndpoint(std::string_view text, std::uint16_t defaultPort = 0);

// "udp/[192.0.2.1]:5060", "udp:192.0.2.1:5060", "UDP://192.0.2.1:5060": a transport before the address.
struct TransportAddress {
    Transport transport = Transport::Unknown;
    std::optional<Endpoint> endpoint;
};
[[nodiscard]] std::optional<TransportAddress> readTransportAddress(std::string_view text);

} // namespace echelle::logs
