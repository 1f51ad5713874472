#pragma once

#include "core/base/endpoint.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace echelle::exporting {

// Puts messages that have no frames of their own into raw IP packets: one UDP datagram each, or, where a message is too
// long for one, TCP segments. Checksums are right. A device whose address is unknown gets one of the addresses kept for
// documentation (RFC 5737: 192.0.2.0/24; RFC 3849: 2001:db8::/32), a missing port becomes 5060.
class PacketMaker {
public:
    // The packets of one message, in order.
    [[nodiscard]] std::vector<std::string> wrap(const Endpoint& from, const Endpoint& to, std::string_view message);

private:
    std::uint32_t& sequenceOf(const Endpoint& from, const Endpoint& to);

    std::unordered_map<std::string, std::uint32_t> m_sequences; // next TCP sequence number, by flow
    std::uint16_t m_id = 0; // IPv4 identification, so that equal messages are no double captures
};

} // namespace echelle::exporting
