#pragma once

#include "core/net/ip/ip_packet.h"

namespace echelle::net {

// RFC 8200 sections 3 and 4: the fixed header and all extension headers. bytes are not empty.
[[nodiscard]] IpStatus readIpv6(ByteView bytes, IpPacket& packet);

} // namespace echelle::net
