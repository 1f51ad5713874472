#pragma once

#include "core/net/link/link_layer.h"

namespace echelle::net {

// LINKTYPE_NULL and LINKTYPE_LOOP: four bytes of address family, in the byte order of the machine or of the network.
[[nodiscard]] LinkPayload readBsdLoopback(ByteView frame);

} // namespace echelle::net
