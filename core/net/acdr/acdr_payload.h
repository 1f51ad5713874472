#pragma once

#include "core/net/acdr/acdr_packet.h"
#include "core/net/traffic_log.h"

namespace echelle::net {

// Hands out the SIP of a debug recording packet whose payload is no IP packet, between the addresses that its header
// gives, at the time of the frame (the device's own clock counts from its start), and counts all else by name. flow:
// that of the recording packet itself, whose source is the device.
void readAcdrPayload(const AcdrPacket& packet, const Flow& flow, const PacketFacts& facts, std::uint64_t firstFrame,
                     bool isIncomplete, TrafficLog& log);

} // namespace echelle::net
