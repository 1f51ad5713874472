#pragma once

#include <cstdint>

namespace echelle::net {

// Ports that SIP is usually found on (5060 and 5061 by RFC 3261 section 18; phones and border controllers take those
// above, 5067 among them). SIP is recognised on any port; this only decides what is said about what is not SIP.
[[nodiscard]] constexpr bool isSipPort(std::uint16_t port) {
    return port >= 5060 && port <= 5090;
}

} // namespace echelle::net
