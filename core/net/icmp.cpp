#include "core/net/icmp.h"

#include "core/net/ip/ip_packet.h"
#include "core/net/protocol/sip_port.h"
#include "core/net/transport/udp_header.h"
#include "core/sip/framer.h"

#include <array>
#include <string>

namespace echelle::net {
namespace {

// By code. RFC 792, RFC 1122 section 3.2.2.1, RFC 1812 section 5.2.7.1.
constexpr std::array<std::string_view, 16> kUnreachable{"net unreachable",           "host unreachable",
                                                        "protocol unreachable",      "port unreachable",
                                                        "fragmentation needed",      "source route failed",
                                                        "network unknown",           "host unknown",
                                                        "source host isolated",      "network prohibited",
                                                        "host prohibited",           "network unreachable for TOS",
                                                        "host unreachable for TOS",  "administratively prohibited",
                                                        "host precedence violation", "precedence cutoff"};
// RFC 4443 section 3.1, RFC 6554.
constexpr std::array<std::string_view, 8> kUnreachable6{
    "no route",         "administratively prohibited", "beyond scope", "address unreachable",
    "port unreachable", "source address policy",       "reject route", "error in source routing header"};

struct Meaning {
    std::string_view text;
    bool isUnreachable;
};

std::optional<Meaning> meaningOf(std::uint8_t type, std::uint8_t code, bool isVersion6) {
    if (isVersion6) {
        switch (type) {
        case 1:
            return Meaning{code < kUnreachable6.size() ? kUnreachable6[code] : "destination unreachable", true};
        case 2:
            return Meaning{"packet too big", false};
        case 3:
            return Meaning{code == 0 ? "hop limit exceeded" : "fragment reassembly time exceeded", true};
        case 4:
            return Meaning{"parameter problem", false};
        default:
            return std::nullopt;
        }
    }
    constexpr std::uint8_t kFragmentationNeeded = 4;
    switch (type) {
    case 3:
        return Meaning{code < kUnreachable.size() ? kUnreachable[code] : "destination unreachable",
                       code != kFragmentationNeeded};
    case 4:
        return Meaning{"source quench", false};
    case 5:
        return Meaning{"redirect", false};
    case 11:
        return Meaning{code == 0 ? "time to live exceeded" : "fragment reassembly time exceeded", true};
    case 12:
        return Meaning{"parameter problem", false};
    default:
        return std::nullopt;
    }
}

bool isSip(const IpPacket& quoted, const Flow& flow) {
    const ByteView bytes = quoted.payload;
    if (flow.transport == Transport::Udp && bytes.size() > UdpHeader::kSize &&
        sip::looksLikeSip(asText(bytes.subspan(UdpHeader::kSize))))
        return true;
    // Routers quote as little as eight bytes of the datagram (RFC 792): then the ports must do. Of a stream they always
    // must.
    const bool isShort = flow.transport == Transport::Tcp || bytes.size() <= 2 * UdpHeader::kSize;
    return isShort && (isSipPort(flow.source.port) || isSipPort(flow.destination.port));
}

} // namespace

std::optional<IcmpError> readIcmpError(ByteView icmp, bool isVersion6) {
    constexpr std::size_t kHeader = 8;
    IpPacket quoted;
    if (icmp.size() <= kHeader)
        return std::nullopt;
    const auto meaning = meaningOf(icmp[0], icmp[1], isVersion6);
    if (!meaning || readIp(icmp.subspan(kHeader), quoted) != IpStatus::Good)
        return std::nullopt;
    const bool isUdp = quoted.protocol == ip_protocol::kUdp;
    const bool isLaterFragment = quoted.isFragment && quoted.fragmentOffset != 0;
    if (quoted.payload.size() < 4 || isLaterFragment || (!isUdp && quoted.protocol != ip_protocol::kTcp))
        return std::nullopt;
    IcmpError error;
    error.type = icmp[0];
    error.code = icmp[1];
    error.meaning = meaning->text;
    error.isUnreachable = meaning->isUnreachable;
    error.quoted = {{quoted.source, readBe16(quoted.payload.data()), 0},
                    {quoted.destination, readBe16(quoted.payload.data() + 2), 0},
                    isUdp ? Transport::Udp : Transport::Tcp};
    error.isSip = isSip(quoted, error.quoted);
    return error;
}

Arguments summaryOf(const IcmpError& error) {
    return {{"icmp", std::string(error.meaning)},
            {"quoted_from", error.quoted.source.toString()},
            {"quoted_to", error.quoted.destination.toString()},
            {"type", std::to_string(error.type)},
            {"code", std::to_string(error.code)},
            {"quoted_transport", std::string(toString(error.quoted.transport))},
            {"lost", error.isUnreachable ? "yes" : "no"}};
}

} // namespace echelle::net
