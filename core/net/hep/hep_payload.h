#pragma once

#include "core/net/traffic_log.h"

namespace echelle::net {

// Reads a UDP payload that is a HEP packet of version 1, 2 or 3, and hands out the SIP in it with its own addresses and
// time, under the frame that carried it. False where it is none. Not to be asked about what looks like SIP.
bool readHepDatagram(ByteView payload, const PacketFacts& facts, std::uint64_t firstFrame, bool isIncomplete,
                     TrafficLog& log);

} // namespace echelle::net
