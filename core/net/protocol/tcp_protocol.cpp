#include "core/net/protocol/tcp_protocol.h"

#include "core/net/protocol/udp_protocol.h"

#include <algorithm>
#include <array>

namespace echelle::net {
namespace {

using namespace std::string_view_literals;

bool isHttp(std::string_view text) { // RFC 9112 sections 3 and 4
    static constexpr std::array kStarts = {"GET "sv,   "POST "sv,  "HEAD "sv,    "PUT "sv,    "DELETE "sv,
                                           "PATCH "sv, "TRACE "sv, "CONNECT "sv, "HTTP/1."sv, "PRI * HTTP/2"sv};
    return std::any_of(kStarts.begin(), kStarts.end(),
                       [text](std::string_view start) { return text.starts_with(start); });
}

bool isRtsp(std::string_view text) { // RFC 2326 section 6
    if (text.starts_with("RTSP/1."sv))
        return true;
    const std::string_view line = text.substr(0, text.find('\n'));
    return line.find(" RTSP/1."sv) != std::string_view::npos;
}

bool isTpkt(ByteView p) { // RFC 1006 section 6
    return p.size() >= 4 && p[0] == 3 && p[1] == 0 && readBe16(p.data() + 2) >= 5;
}

bool isSccp(ByteView p) { // length and header version, little-endian, then the message id
    return p.size() >= 12 && readLe32(p.data()) >= 4 && readLe32(p.data()) <= 4096 && readLe32(p.data() + 4) <= 32 &&
           readLe32(p.data() + 8) <= 0x1000;
}

bool isDns(ByteView p) { // RFC 1035 section 4.2.2
    return p.size() >= 14 && readBe16(p.data()) >= 12;
}

bool isStunOnStream(ByteView p) {
    return p.size() >= 20 && (p[0] & 0xc0) == 0 && readBe32(p.data() + 4) == 0x2112a442;
}

} // namespace

bool isTlsRecord(ByteView p) {
    constexpr std::size_t kMaxRecord = (1U << 14) + 2048;
    if (p.size() < 6 || p[0] < 20 || p[0] > 23 || p[1] != 3 || p[2] > 4)
        return false;
    const std::size_t length = readBe16(p.data() + 3);
    if (length == 0 || length > kMaxRecord)
        return false;
    switch (p[0]) {
    case 20: // change cipher spec
        return length == 1 && p[5] == 1;
    case 21: // alert, in clear or encrypted
        return length == 2 ? p[5] == 1 || p[5] == 2 : length >= 16;
    case 22: // handshake, encrypted where joined late
        return p[5] <= 24 || length >= 32;
    default:
        return true;
    }
}

bool isUnfinishedTextLine(ByteView bytes) {
    constexpr std::size_t kLongestLine = 8192;
    return bytes.size() < kLongestLine && std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) {
               return (byte >= 0x20 && byte < 0x7f) || byte == '\t' || byte == '\r' || byte >= 0xa0;
           });
}

Protocol recogniseTcp(ByteView bytes, std::uint16_t sourcePort, std::uint16_t destinationPort) {
    const auto isPort = [&](std::uint16_t port) { return sourcePort == port || destinationPort == port; };
    const std::string_view text = asText(bytes);
    if (isHttp(text))
        return Protocol::Http;
    if (isRtsp(text))
        return Protocol::Rtsp;
    if (text.starts_with("MSRP "sv))
        return Protocol::Msrp;
    if (text.starts_with("SSH-"sv))
        return Protocol::Ssh;
    if (text.starts_with("HEP3"sv))
        return Protocol::Hep;
    if (isTpkt(bytes)) // Q.931's protocol discriminator stands first in call signalling
        return isPort(1720) || (bytes.size() > 4 && bytes[4] == 0x08) ? Protocol::H225 : Protocol::H245;
    if (isPort(1720))
        return Protocol::H225;
    if (isPort(2000) && isSccp(bytes))
        return Protocol::Sccp;
    if (isPort(2427) && isMgcp(bytes))
        return Protocol::Mgcp;
    if (isPort(2944) || isPort(2945) || text.starts_with("MEGACO/"sv))
        return Protocol::Megaco;
    if (isPort(53) && isDns(bytes))
        return Protocol::Dns;
    if (isStunOnStream(bytes))
        return Protocol::Stun;
    return Protocol::OtherTcp;
}

} // namespace echelle::net
