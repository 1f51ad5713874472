#pragma once

#include "core/base/endpoint.h"
#include "core/capture/frame_source.h"

#include <optional>

namespace echelle::exporting {

// Who sends to whom in one captured packet, the innermost where it travels in a tunnel.
struct PacketFlow {
    Endpoint from; // port 0 where the packet is a later fragment, or of another protocol
    Endpoint to;
    bool isUdp = false;
    bool isTcp = false;
    bool isSctp = false;
    bool isFragment = false;
};

// nullopt for what is no readable IP packet.
[[nodiscard]] std::optional<PacketFlow> flowOf(const capture::Frame& frame);

} // namespace echelle::exporting
