#pragma once

#include "core/net/link/link_layer.h"

namespace echelle::net {

// PPP over Ethernet (RFC 2516 section 4): session packets carry PPP, those of the discovery stage are passed over.
[[nodiscard]] LinkPayload readPppoe(ByteView bytes, std::uint64_t key);

} // namespace echelle::net
