#include "core/logs/endpoint_text.h"

#include "core/base/text.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::uint16_t kSipPort = 5060; // RFC 3261 section 19.1.2
constexpr std::uint16_t kSipsPort = 5061;

std::string_view withoutBrackets(std::string_view host) {
    return host.size() >= 2 && host.front() == '[' && host.back() == ']' ? host.substr(1, host.size() - 2) : host;
}

std::string_view withoutZone(std::string_view host) {
    return host.substr(0, host.find('%'));
}

} // namespace

std::optional<Endpoint> readEndpoint(std::string_view text, std::uint16_t defaultPort) {
    text = trim(text);
    if (const auto alone = IpAddress::parse(withoutZone(withoutBrackets(text))); alone && text.back() == ']')
        return Endpoint{*alone, defaultPort, 0};
    const std::size_t colon = text.rfind(':');
    if (colon != kNone) {
        const auto port = parseUnsigned(text.substr(colon + 1));
        const auto address = IpAddress::parse(withoutZone(withoutBrackets(text.substr(0, colon))));
        if (address && port && *port <= 65535)
            return Endpoint{*address, static_cast<std::uint16_t>(*port), 0};
    }
    if (const auto alone = IpAddress::parse(withoutZone(text)))
        return Endpoint{*alone, defaultPort, 0};
    return std::nullopt;
}

std::optional<TransportAddress> readTransportAddress(std::string_view text) {
    const std::size_t end = text.find_first_of("/: ");
    if (end == kNone)
        return std::nullopt;
    TransportAddress found;
    found.transport = transportFromText(text.substr(0, end));
    if (found.transport == Transport::Unknown)
        return std::nullopt;
    const std::size_t begin = text.find_first_not_of("/: ", end);
    const bool isSecure = found.transport == Transport::Tls || found.transport == Transport::Wss;
    if (begin != kNone)
        found.endpoint = readEndpoint(text.substr(begin), isSecure ? kSipsPort : kSipPort);
    return found;
}

} // namespace echelle::logs
