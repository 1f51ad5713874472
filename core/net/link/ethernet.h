#pragma once

#include "core/net/link/link_layer.h"

namespace echelle::net {

// IEEE 802.3: two addresses, then an EtherType.
[[nodiscard]] LinkPayload readEthernet(ByteView frame);

} // namespace echelle::net
