#include "core/net/protocol/udp_protocol.h"

#include "core/net/protocol/sip_port.h"

#include <algorithm>
#include <array>

namespace echelle::net {
namespace {

using namespace std::string_view_literals;

struct PortEntry {
    std::uint16_t port;
    Protocol protocol;
};

// Sorted by port. Content is looked at before for those whose packets can be told apart.
constexpr std::array kPorts = std::to_array<PortEntry>({
    {53, Protocol::Dns},      {67, Protocol::Dhcp},      {68, Protocol::Dhcp},      {69, Protocol::Tftp},
    {123, Protocol::Ntp},     {137, Protocol::NetBios},  {138, Protocol::NetBios},  {161, Protocol::Snmp},
    {162, Protocol::Snmp},    {500, Protocol::Ipsec},    {514, Protocol::Syslog},   {520, Protocol::Routing},
    {546, Protocol::Dhcp},    {547, Protocol::Dhcp},     {925, Protocol::Acdr},     {1645, Protocol::Radius},
    {1646, Protocol::Radius}, {1718, Protocol::H225Ras}, {1719, Protocol::H225Ras}, {1812, Protocol::Radius},
    {1813, Protocol::Radius}, {1900, Protocol::Ssdp},    {1985, Protocol::Routing}, {4500, Protocol::Ipsec},
    {5353, Protocol::Mdns},   {5355, Protocol::Mdns},
});
static_assert(std::is_sorted(kPorts.begin(), kPorts.end(), [](PortEntry a, PortEntry b) { return a.port < b.port; }));

Protocol byPort(std::uint16_t port) {
    const auto entry =
        std::lower_bound(kPorts.begin(), kPorts.end(), port, [](PortEntry e, std::uint16_t p) { return e.port < p; });
    return entry != kPorts.end() && entry->port == port ? entry->protocol : Protocol::OtherUdp;
}

bool isDtls(ByteView p) { // RFC 6347 section 4.1, RFC 9147 section 4: record header of 13 bytes
    return p.size() >= 13 && p[0] >= 20 && p[0] <= 25 && p[1] == 0xfe && (p[2] == 0xff || p[2] == 0xfd);
}

bool isTurnChannel(ByteView p) { // RFC 8656 section 12.4
    return p.size() >= 4 && p[0] >= 0x40 && p[0] <= 0x4f && std::size_t{readBe16(p.data() + 2)} + 4 <= p.size() &&
           std::size_t{readBe16(p.data() + 2)} + 8 > p.size();
}

// RFC 3550 sections 5.1 and 6.4; RFC 5761 section 4 tells the two apart by the second byte.
Protocol rtpOrRtcp(ByteView p) {
    if (p.size() >= 8 && p[1] >= 192 && p[1] <= 223)
        return Protocol::Rtcp;
    return p.size() >= 12 ? Protocol::Rtp : Protocol::OtherUdp;
}

bool isMegacoText(ByteView p) { // RFC 3525 annex B
    return asText(p).starts_with("MEGACO/"sv) || asText(p).starts_with("!/"sv);
}

bool isIax2(ByteView p) { // RFC 5456 section 8.1: full frames of control kind, or mini frames between them
    return p.size() >= 4;
}

Protocol byContentAndPort(ByteView p, std::uint16_t port) {
    switch (port) {
    case 2427:
    case 2727:
        return isMgcp(p) ? Protocol::Mgcp : Protocol::OtherUdp;
    case 2944:
    case 2945:
        return Protocol::Megaco;
    case 4569:
        return isIax2(p) ? Protocol::Iax2 : Protocol::OtherUdp;
    case 443:
        return (p[0] & 0x40) != 0 ? Protocol::Quic : Protocol::OtherUdp; // RFC 9000 section 17: the fixed bit
    default:
        return byPort(port);
    }
}

bool isKeepAlive(ByteView p, bool isSipPort) {
    constexpr std::size_t kLargest = 8; // "hello", "jaK" and the like
    const bool isBlank =
        std::all_of(p.begin(), p.end(), [](std::uint8_t byte) { return byte == '\r' || byte == '\n' || byte == '\0'; });
    return p.size() <= kLargest && (isBlank || isSipPort);
}

} // namespace

bool isStun(ByteView p) {
    if (p.size() < 20 || (p[0] & 0xc0) != 0)
        return false;
    const std::size_t length = readBe16(p.data() + 2);
    if (readBe32(p.data() + 4) == 0x2112a442)
        return length % 4 == 0 || length + 20 == p.size(); // Microsoft's TURN does not pad ([MS-TURN] section 2.2.2)
    const std::uint16_t type = readBe16(p.data());
    return length + 20 == p.size() && (type & 0xfeef) <= 2 && type != 0 && (type & 0xfeef) != 0;
}

bool isMgcp(ByteView payload) {
    static constexpr std::array kVerbs = {"EPCF"sv, "CRCX"sv, "MDCX"sv, "DLCX"sv, "RQNT"sv,
                                          "NTFY"sv, "AUEP"sv, "AUCX"sv, "RSIP"sv, "MESG"sv};
    const std::string_view text = asText(payload);
    if (text.size() < 5 || (text[3] != ' ' && text[4] != ' '))
        return false;
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (text[3] == ' ')
        return std::all_of(text.begin(), text.begin() + 3, isDigit);
    return std::find(kVerbs.begin(), kVerbs.end(), text.substr(0, 4)) != kVerbs.end();
}

Protocol recogniseUdp(ByteView payload, std::uint16_t sourcePort, std::uint16_t destinationPort) {
    if (payload.empty())
        return Protocol::EmptyPayload;
    if (isKeepAlive(payload, isSipPort(sourcePort) || isSipPort(destinationPort)))
        return Protocol::SipKeepAlive;
    if (isStun(payload))
        return Protocol::Stun;
    if (isDtls(payload))
        return Protocol::Dtls;
    for (const std::uint16_t port : {destinationPort, sourcePort}) {
        const Protocol found = byContentAndPort(payload, port);
        if (found != Protocol::OtherUdp)
            return found;
    }
    if (payload[0] >> 6 == 2)
        return rtpOrRtcp(payload);
    if (isTurnChannel(payload))
        return Protocol::TurnChannel;
    if (isMegacoText(payload))
        return Protocol::Megaco;
    return Protocol::OtherUdp;
}

} // namespace echelle::net
