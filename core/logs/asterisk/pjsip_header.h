#pragma once

#include "core/base/endpoint.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace echelle::logs {

// The line that res_pjsip_logger writes before a message, from Asterisk 13 on:
//   <--- Received SIP request (889 bytes) from UDP:192.0.2.1:5060 --->
struct PjsipHeader {
    std::string_view prefix; // what stands before "<---"
    bool isReceived = false; // else transmitted
    std::uint64_t bytes = 0; // of the message on the wire
    Transport transport = Transport::Unknown;
    std::optional<Endpoint> peer; // nullopt where the address is none (masked in a ticket)
};

// Read without regard to case. nullopt where the line is no such header.
[[nodiscard]] std::optional<PjsipHeader> readPjsipHeader(std::string_view line);

// Whether the line could be one: cheap, for the millions of others.
[[nodiscard]] inline bool mayBePjsipHeader(std::string_view line) {
    // It ends in "--->", perhaps with blanks or a colour code ("ESC[0m") behind.
    if (line.empty())
        return false;
    const char last = line.back();
    return last == '>' || last == 'm' || last == ' ' || last == 'K';
}

} // namespace echelle::logs
