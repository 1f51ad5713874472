#include "core/net/link/link_layer.h"

#include "core/net/link/bsd_loopback.h"
#include "core/net/link/ethernet.h"
#include "core/net/link/linux_cooked.h"

namespace echelle::net {
namespace {

// Link types that captures of calls come with and that are not read yet (tcpdump.org/linktypes.html).
std::string_view nameOf(capture::LinkType type) {
    switch (type) {
    case 9:
    case 50:
        return "ppp";
    case 51:
        return "pppoe";
    case 105:
        return "802.11";
    case 119:
        return "802.11-prism";
    case 127:
        return "802.11-radiotap";
    case 239:
        return "nflog";
    case 249:
        return "usb";
    case 252:
        return "wireshark-upper-pdu";
    case 104:
        return "cisco-hdlc";
    case 107:
        return "frame-relay";
    case 141:
        return "mtp3";
    case 220:
        return "usb-linux";
    default:
        return "other";
    }
}

} // namespace

LinkPayload readLink(capture::LinkType type, ByteView frame) {
    switch (type) {
    case capture::link::kEthernet:
        return readEthernet(frame);
    case capture::link::kLinuxSll:
        return readLinuxCooked(frame);
    case capture::link::kLinuxSll2:
        return readLinuxCooked2(frame);
    case capture::link::kNull:
    case capture::link::kLoop:
        return readBsdLoopback(frame);
    case capture::link::kRaw:
    case capture::link::kRawBsd12:
    case capture::link::kRawBsd14:
    case capture::link::kIpv4:
    case capture::link::kIpv6:
        return {LinkPayload::Status::Ip, frame, 0, {}};
    default:
        return {LinkPayload::Status::Unsupported, frame, 0, nameOf(type)};
    }
}

} // namespace echelle::net
