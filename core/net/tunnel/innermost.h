#pragma once

#include "core/capture/frame_source.h"
#include "core/net/ip/ip_packet.h"

#include <optional>

namespace echelle::net {

// The innermost IP packet of one frame that can be read without other frames, through link layer and tunnels as
// Decoder reads them; a fragment is not looked into. nullopt where the frame holds no readable IP packet.
[[nodiscard]] std::optional<IpPacket> innermostPacket(const capture::Frame& frame);

} // namespace echelle::net
