#pragma once

#include "core/net/link/link_layer.h"

namespace echelle::net {

// Logical link control (ISO/IEC 8802-2) and SNAP (IEEE 802, RFC 1042), as 802.3 frames with a length and 802.11 frames
// carry them.
[[nodiscard]] LinkPayload readLlc(ByteView bytes, std::uint64_t key);

} // namespace echelle::net
