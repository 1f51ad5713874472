#pragma once

#include "core/base/byte_view.h"
#include "core/net/packet_event.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace echelle::net {

// An ICMP (RFC 792) or ICMPv6 (RFC 4443) error, and the UDP datagram or TCP segment that it quotes. That one was
// captured, or not, as a packet of its own: the quote is a fact about it and never a message (model.md).
struct IcmpError {
    std::uint8_t type = 0;
    std::uint8_t code = 0;
    std::string_view meaning;   // in the RFCs' words: "port unreachable", "host unreachable" ...
    bool isUnreachable = false; // the quoted packet was thrown away, and one like it will be: not where it was too big
    Flow quoted;                // as the quoted packet was sent
    bool isSip = false;         // it was SIP, or went to or from a port that SIP is found on where too little is quoted
};

// nullopt for anything else, and where no transport header is quoted.
[[nodiscard]] std::optional<IcmpError> readIcmpError(ByteView icmp, bool isVersion6);

// The neutral facts of an event about it.
[[nodiscard]] Arguments summaryOf(const IcmpError& error);

} // namespace echelle::net
