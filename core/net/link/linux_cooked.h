#pragma once

#include "core/net/link/link_layer.h"

namespace echelle::net {

// Linux "cooked" captures of all interfaces (tcpdump.org, LINKTYPE_LINUX_SLL and LINKTYPE_LINUX_SLL2). The key holds
// packet type, sender's address and, in version 2, the interface: a relayed packet is seen coming in and going out.
[[nodiscard]] LinkPayload readLinuxCooked(ByteView frame);
[[nodiscard]] LinkPayload readLinuxCooked2(ByteView frame);

} // namespace echelle::net
