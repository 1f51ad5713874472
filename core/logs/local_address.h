#pragma once

#include "core/base/endpoint.h"
#include "core/sip/message.h"

#include <cstdint>
#include <map>
#include <optional>
#include <utility>

namespace echelle::logs {

// Works out the address of the device that wrote a log which prints the peer's only: the Via that the device put into
// its requests, which stands on top of the responses it receives too; else the address that requests to it were sent
// to. Names are no help, since nothing is resolved.
class LocalAddress {
public:
    void learn(const sip::Message& message, bool isReceived, Transport transport, const Endpoint& peer);
    // That towards this peer, else the most frequent one of the transport; nullopt where nothing told.
    [[nodiscard]] std::optional<Endpoint> find(Transport transport, const Endpoint& peer) const;

private:
    struct Guess {
        Endpoint address;
        bool isFromVia = false;
    };
    using Key = std::pair<Transport, IpAddress>;
    std::map<Key, Guess> m_byPeer; // at most kMaxPeers
    std::map<std::pair<Transport, Endpoint>, std::uint64_t> m_counts;
};

} // namespace echelle::logs
