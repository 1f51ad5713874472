#pragma once

#include "core/base/endpoint.h"
#include "core/sip/message.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <unordered_map>

namespace echelle::logs {

// The other end of a message whose log names no address, from the message alone: the top Via of a request that came in
// and of the response to it, with received and rport (RFC 3261 section 18.2.2, RFC 3581); Route or Request-URI of a
// request that left, where they hold an address, and the same for the responses of its transaction.
class PeerGuess {
public:
    // In the order of the log. nullopt where nothing tells; names are not resolved.
    [[nodiscard]] std::optional<Endpoint> find(const sip::Message& message, bool isReceived);

private:
    std::unordered_map<std::size_t, Endpoint> m_byBranch; // of requests that left, by hash of the branch
    std::deque<std::size_t> m_order;                      // oldest first; at most kMaxBranches
};

} // namespace echelle::logs
