#include "core/net/link/link_layer.h"

#include "core/net/link/bsd_loopback.h"
#include "core/net/link/ethernet.h"
#include "core/net/link/linux_cooked.h"
#include "core/net/link/nflog.h"
#include "core/net/link/ppp.h"
#include "core/net/link/pppoe.h"
#include "core/net/link/wireless.h"

namespace echelle::net {
namespace {

// Link types that captures come with and that are not read (tcpdump.org/linktypes.html).
std::string_view nameOf(capture::LinkType type) {
    switch (type) {
    case 6:
        return "token-ring";
    case 10:
        return "fddi";
    case 100:
        return "atm-rfc1483";
    case 107:
        return "frame-relay";
    case 109:
        return "ipsec-enc";
    case 117:
        return "pflog";
    case 122:
        return "ip-over-fibre-channel";
    case 123:
        return "sunatm";
    case 138:
        return "apple-ip-over-ieee1394";
    case 140:
        return "mtp2";
    case 141:
        return "mtp3";
    case 142:
        return "ss7-sccp";
    case 177:
        return "linux-lapd";
    case 186:
    case 189:
    case 220:
    case 249:
    case 288:
        return "usb";
    case 187:
    case 201:
    case 251:
    case 254:
        return "bluetooth";
    case 195:
    case 230:
    case 283:
        return "802.15.4";
    case 226:
        return "ipnet";
    case 227:
        return "can";
    case 248:
        return "sctp";
    case 252:
        return "wireshark-upper-pdu";
    case 253:
        return "netlink";
    default:
        break;
    }
    if (type >= 147 && type <= 162)
        return "user-defined";
    if ((type >= 130 && type <= 137) || (type >= 178 && type <= 183) || type == 164 || (type >= 167 && type <= 168) ||
        type == 194 || type == 200 || type == 222)
        return "juniper";
    return "other";
}

} // namespace

LinkPayload readLayers(LinkPayload payload) {
    for (int depth = 1; payload.status == LinkPayload::Status::Layer; ++depth) {
        if (depth == kMaxLinkLayers)
            return {LinkPayload::Status::Tunnel, payload.bytes, payload.key, "nested-too-deeply"};
        payload = payload.reader(payload.bytes, payload.key);
    }
    return payload;
}

LinkPayload readLink(capture::LinkType type, ByteView frame) {
    namespace link = capture::link;
    switch (type) {
    case link::kEthernet:
        return readLayers(readEthernet(frame, 0));
    case link::kLinuxSll:
        return readLayers(readLinuxCooked(frame));
    case link::kLinuxSll2:
        return readLayers(readLinuxCooked2(frame));
    case link::kNull:
    case link::kLoop:
        return readLayers(readBsdLoopback(frame));
    case link::kRaw:
    case link::kRawBsd12:
    case link::kRawBsd14:
    case link::kIpv4:
    case link::kIpv6:
        return {LinkPayload::Status::Ip, frame, 0, {}};
    case link::kPpp:
        return readLayers(readPpp(frame, 0));
    case link::kPppSerial:
    case link::kCiscoHdlc:
        return readLayers(readHdlc(frame, 0));
    case link::kPppDirection:
    case link::kPppPppd:
        return readLayers(readPppWithDirection(frame));
    case link::kPppEthernet:
        return readLayers(readPppoe(frame, 0));
    case link::kWireless:
        return readLayers(readWireless(frame, 0));
    case link::kWirelessRadiotap:
        return readLayers(readRadiotap(frame, 0));
    case link::kWirelessPrism:
        return readLayers(readPrism(frame));
    case link::kWirelessAvs:
        return readLayers(readAvs(frame));
    case link::kNflog:
        return readNflog(frame);
    default:
        return {LinkPayload::Status::Unsupported, frame, 0, nameOf(type)};
    }
}

} // namespace echelle::net
