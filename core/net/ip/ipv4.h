#pragma once

#include "core/net/ip/ip_packet.h"

namespace echelle::net {

// RFC 791 section 3.1. bytes are not empty.
[[nodiscard]] IpStatus readIpv4(ByteView bytes, IpPacket& packet);

} // namespace echelle::net
