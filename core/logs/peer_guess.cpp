#include "core/logs/peer_guess.h"

#include "core/base/text.h"
#include "core/sip/address.h"

#include <functional>

namespace echelle::logs {
namespace {

constexpr std::size_t kMaxBranches = 4096;

std::uint16_t defaultPort(bool isTls) {
    return isTls ? 5061 : 5060; // RFC 3261 section 18.1
}

std::optional<Endpoint> fromVia(const sip::Message& message) {
    const auto via = sip::parseVia(message.value(sip::HeaderId::Via));
    if (!via)
        return std::nullopt;
    const auto address = IpAddress::parse(via->received.empty() ? via->host : via->received);
    if (!address)
        return std::nullopt;
    std::uint16_t port = via->port != 0 ? via->port : defaultPort(equalsNoCase(via->transport, "TLS"));
    if (const auto rport = parseUnsigned(via->rport); rport && *rport > 0 && *rport <= 65535)
        port = static_cast<std::uint16_t>(*rport);
    return Endpoint{*address, port, 0};
}

std::optional<Endpoint> fromUri(std::string_view text) {
    const auto uri = sip::parseUri(text);
    const auto address = uri ? IpAddress::parse(uri->host) : std::nullopt;
    if (!address)
        return std::nullopt;
    const auto transport = sip::parameter(uri->parameters, "transport");
    const bool isTls = equalsNoCase(uri->scheme, "sips") || (transport && equalsNoCase(*transport, "tls"));
    return Endpoint{*address, uri->port != 0 ? uri->port : defaultPort(isTls), 0};
}

std::optional<Endpoint> nextHop(const sip::Message& message) {
    const std::string_view route = message.value(sip::HeaderId::Route);
    if (route.empty())
        return fromUri(message.requestUri);
    const auto first = sip::parseNameAddress(route);
    return first ? fromUri(first->uri) : std::nullopt;
}

} // namespace

std::optional<Endpoint> PeerGuess::find(const sip::Message& message, bool isReceived) {
    if (message.isRequest == isReceived) // the top Via is the peer's
        return fromVia(message);
    const std::size_t key = std::hash<std::string_view>{}(message.topBranch);
    if (isReceived) {
        const auto known = m_byBranch.find(key);
        return known != m_byBranch.end() ? std::optional(known->second) : std::nullopt;
    }
    const std::optional<Endpoint> peer = nextHop(message);
    if (peer && !message.topBranch.empty() && m_byBranch.insert_or_assign(key, *peer).second) {
        m_order.push_back(key);
        if (m_order.size() > kMaxBranches) {
            m_byBranch.erase(m_order.front());
            m_order.pop_front();
        }
    }
    return peer;
}

} // namespace echelle::logs
