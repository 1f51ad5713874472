#include "core/net/icmp.h"

#include "core/net/ip/ip_packet.h"
#include "core/net/protocol/sip_port.h"
#include "core/net/transport/udp_header.h"
#include "core/sip/framer.h"

namespace echelle::net {
namespace {

bool isError(std::uint8_t type, bool isVersion6) {
    if (isVersion6)
        return type >= 1 && type <= 4;
    return type == 3 || type == 4 || type == 5 || type == 11 || type == 12;
}

} // namespace

bool quotesSip(ByteView icmp, bool isVersion6) {
    constexpr std::size_t kHeader = 8;
    IpPacket quoted;
    if (icmp.size() <= kHeader || !isError(icmp[0], isVersion6) ||
        readIp(icmp.subspan(kHeader), quoted) != IpStatus::Good)
        return false;
    const ByteView bytes = quoted.payload;
    if (bytes.size() < 4 || (quoted.isFragment && quoted.fragmentOffset != 0))
        return false;
    if (quoted.protocol == ip_protocol::kUdp && bytes.size() > UdpHeader::kSize &&
        sip::looksLikeSip(asText(bytes.subspan(UdpHeader::kSize))))
        return true;
    // Routers quote as little as eight bytes of the datagram (RFC 792): then the ports must do.
    const bool isTransport = quoted.protocol == ip_protocol::kUdp || quoted.protocol == ip_protocol::kTcp;
    return isTransport && bytes.size() <= 2 * UdpHeader::kSize &&
           (isSipPort(readBe16(bytes.data())) || isSipPort(readBe16(bytes.data() + 2)));
}

} // namespace echelle::net
