#pragma once

#include "core/net/traffic_log.h"

namespace echelle::net {

// Reads one UDP payload: SIP is handed out (RFC 3261 section 18.3; a datagram may hold several), anything else counted.
void readUdpPayload(ByteView payload, const Flow& flow, const PacketFacts& facts, std::uint64_t firstFrame,
                    bool isIncomplete, TrafficLog& log);

} // namespace echelle::net
