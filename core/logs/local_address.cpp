#include "core/logs/local_address.h"

#include "core/sip/address.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kMaxPeers = 4096;
constexpr std::uint64_t kViaWeight = 1000; // a Via outweighs what others wrote into a Request-URI

std::uint16_t defaultPort(Transport transport) {
    return transport == Transport::Tls ? 5061 : 5060; // RFC 3261 section 18.1
}

std::optional<Endpoint> endpointOf(std::string_view host, std::uint16_t port, Transport transport) {
    const auto address = IpAddress::parse(host);
    if (!address)
        return std::nullopt;
    return Endpoint{*address, port != 0 ? port : defaultPort(transport), 0};
}

} // namespace

void LocalAddress::learn(const sip::Message& message, bool isReceived, Transport transport, const Endpoint& peer) {
    const bool isViaOurs = message.isRequest != isReceived;
    std::optional<Endpoint> address;
    if (isViaOurs) {
        if (const auto via = sip::parseVia(message.value(sip::HeaderId::Via)))
            address = endpointOf(via->host, via->port, transport);
    } else if (message.isRequest) {
        if (const auto uri = sip::parseUri(message.requestUri))
            address = endpointOf(uri->host, uri->port, transport);
    }
    // A proxy of the same host that rewrites to its own address: nothing is sent from there to there.
    const bool isPeerItself = address && *address == peer;
    if (!address || isPeerItself ||
        (m_byPeer.size() >= kMaxPeers && m_byPeer.find({transport, peer.address}) == m_byPeer.end()))
        return;
    Guess& guess = m_byPeer[{transport, peer.address}];
    if (!guess.address.address.isValid() || (isViaOurs && !guess.isFromVia))
        guess = {*address, isViaOurs};
    if (m_counts.size() < kMaxPeers)
        m_counts[{transport, *address}] += isViaOurs ? kViaWeight : 1;
}

std::optional<Endpoint> LocalAddress::find(Transport transport, const Endpoint& peer) const {
    const auto known = m_byPeer.find({transport, peer.address});
    if (known != m_byPeer.end())
        return known->second.address;
    std::optional<Endpoint> best;
    std::uint64_t most = 0;
    for (const auto& [key, count] : m_counts) {
        if (key.first == transport && count > most) {
            best = key.second;
            most = count;
        }
    }
    return best;
}

} // namespace echelle::logs
