#include "core/logs/asterisk/pjsip_header.h"

#include "core/base/text.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool takeText(std::string_view& rest, std::string_view text) {
    if (!startsWithNoCase(rest, text))
        return false;
    rest.remove_prefix(text.size());
    return true;
}

// "192.0.2.1:5060", "[2001:db8::1]:5060", and IPv6 without brackets: the last colon separates the port.
std::optional<Endpoint> readAddress(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon == kNone)
        return std::nullopt;
    const auto port = parseUnsigned(text.substr(colon + 1));
    std::string_view host = text.substr(0, colon);
    if (host.size() >= 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    const auto address = IpAddress::parse(host);
    if (!address || !port || *port > 65535)
        return std::nullopt;
    return Endpoint{*address, static_cast<std::uint16_t>(*port), 0};
}

} // namespace

std::optional<PjsipHeader> readPjsipHeader(std::string_view line) {
    const std::size_t arrow = line.find("<--- ");
    if (arrow == kNone)
        return std::nullopt;
    PjsipHeader header;
    header.prefix = line.substr(0, arrow);
    std::string_view rest = line.substr(arrow + 5);
    header.isReceived = startsWithNoCase(rest, "Received");
    if (!takeText(rest, "Received SIP ") && !takeText(rest, "Transmitting SIP "))
        return std::nullopt;
    if (!takeText(rest, "request (") && !takeText(rest, "response ("))
        return std::nullopt;
    const std::size_t blank = rest.find(' ');
    const auto bytes = parseUnsigned(rest.substr(0, blank));
    if (blank == kNone || !bytes)
        return std::nullopt;
    header.bytes = *bytes;
    rest.remove_prefix(blank);
    if (!takeText(rest, " bytes) ") || (!takeText(rest, "from ") && !takeText(rest, "to ")))
        return std::nullopt;
    const std::size_t end = rest.rfind(" --->");
    const std::size_t colon = rest.find(':');
    if (end == kNone || colon == kNone || colon > end)
        return std::nullopt;
    header.transport = transportFromText(rest.substr(0, colon));
    header.peer = readAddress(trim(rest.substr(colon + 1, end - colon - 1)));
    return header;
}

} // namespace echelle::logs
