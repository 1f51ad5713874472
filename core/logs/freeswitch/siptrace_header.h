#pragma once

#include "core/base/endpoint.h"
#include "core/logs/log_clock.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace echelle::logs {

// The line that sofia-sip writes before each message (tport_log.c):
//   recv 1745 bytes from udp/[192.0.2.1]:5060 at 02:05:50.220956:
// Older versions leave out the port where it is the default.
struct SiptraceHeader {
    std::string_view prefix; // what stands before "recv" or "send"
    bool isReceived = false;
    std::uint64_t bytes = 0; // of one datagram, or of one read or write on a stream
    Transport transport = Transport::Unknown;
    std::optional<Endpoint> peer;
    LogTime time; // mostly without a date
};
[[nodiscard]] std::optional<SiptraceHeader> readSiptraceHeader(std::string_view line);

} // namespace echelle::logs
