#include "core/net/ip/ip_packet.h"

#include "core/net/ip/ipv4.h"
#include "core/net/ip/ipv6.h"

namespace echelle::net {

IpStatus readIp(ByteView bytes, IpPacket& packet) {
    if (bytes.empty())
        return IpStatus::Truncated;
    switch (bytes[0] >> 4) {
    case 4:
        return readIpv4(bytes, packet);
    case 6:
        return readIpv6(bytes, packet);
    default:
        return IpStatus::Malformed;
    }
}

} // namespace echelle::net
