#pragma once

#include "core/net/link/link_layer.h"

namespace echelle::net {

// Generic routing encapsulation: version 0 (RFC 2784, with routing of RFC 1701, key and sequence number of RFC 2890)
// and version 1 of PPTP (RFC 2637 section 4.1). Carries IP, Ethernet, PPP, MPLS and ERSPAN.
[[nodiscard]] LinkPayload readGre(ByteView bytes, std::uint64_t key);

} // namespace echelle::net
