#pragma once

#include "core/net/link/link_layer.h"

namespace echelle::net {

// IEEE 802.3: two addresses, then an EtherType, or a length and LLC.
[[nodiscard]] LinkPayload readEthernet(ByteView frame, std::uint64_t key);

} // namespace echelle::net
