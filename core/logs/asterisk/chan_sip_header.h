#pragma once

#include "core/base/endpoint.h"

#include <optional>
#include <string_view>

namespace echelle::logs {

// The line that chan_sip of Asterisk (1.x to 20, "sip set debug on") writes before a message, in one of its shapes:
//   <--- SIP read from UDP:192.0.2.1:5060 --->
//   <--- Transmitting (no NAT) to 192.0.2.1:5060 --->
//   Reliably Transmitting (NAT) to 192.0.2.1:5060:
//   Retransmitting #3 (no NAT) to 192.0.2.1:5060:
struct ChanSipHeader {
    std::string_view prefix;                  // what stands before it
    bool isReceived = false;                  // else transmitted
    bool hasArrows = false;                   // the line behind the message then has them too
    Transport transport = Transport::Unknown; // only of what was read, and not in the oldest versions
    std::optional<Endpoint> peer;             // nullopt where the address is none (masked in a ticket)
};
[[nodiscard]] std::optional<ChanSipHeader> readChanSipHeader(std::string_view line);

// The line behind a message: "<------------->" or, where its header had no arrows, "---".
[[nodiscard]] bool isChanSipEnd(std::string_view line, bool hasArrows);

} // namespace echelle::logs
