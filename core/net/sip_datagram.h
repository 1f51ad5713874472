#pragma once

#include "core/net/traffic_log.h"

namespace echelle::net {

// Hands out the SIP messages of one datagram, or of what is delivered as a whole like one (an SCTP user message, the
// payload of a HEP or debug recording packet). A datagram may hold several (RFC 3261 section 18.3). False: it holds no
// SIP.
bool readSipDatagram(ByteView payload, const Flow& flow, const PacketFacts& facts, std::uint64_t firstFrame,
                     bool isIncomplete, TrafficLog& log);

} // namespace echelle::net
