#pragma once

#include "core/base/ids.h"
#include "core/base/timestamp.h"
#include "core/sip/method.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace echelle::dialog {

// A message of a joined call, as far as it matters for whether it was passed on. Hosts are numbers that tell addresses
// apart.
struct RelayedMessage {
    EventId id;
    Timestamp time;
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::size_t part = 0; // of the call: CallTree::parts
    sip::Method method = sip::Method::Other;
    int status = 0;        // 0: a request
    bool isLinked = false; // a retransmission, or the next hop of a message already
};

struct Relay {
    EventId message;
    EventId nextHopOf;

    friend bool operator==(const Relay&, const Relay&) = default;
};

// What the B2BUA between two parts received on one and sent on the other: the same message on the next hop. messages:
// of the whole call in the case's order. A final response may change its code on the way; 100 and challenges are the
// B2BUA's own.
[[nodiscard]] std::vector<Relay> relaysBetween(const std::vector<RelayedMessage>& messages, std::size_t nearer,
                                               std::size_t farther);

} // namespace echelle::dialog
