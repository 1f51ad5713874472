#pragma once

#include "core/net/link/link_layer.h"

namespace echelle::net {

// IEEE 802.11 data frames (IEEE 802.11-2020 section 9.3.2), which carry LLC. Management and control frames are passed
// over; frames that are encrypted, fragmented or aggregated as A-MSDU are named.
[[nodiscard]] LinkPayload readWireless(ByteView bytes, std::uint64_t key);

// The headers that capture tools write before the 802.11 header: radiotap.org, Prism and AVS.
[[nodiscard]] LinkPayload readRadiotap(ByteView bytes, std::uint64_t key);
[[nodiscard]] LinkPayload readPrism(ByteView frame);
[[nodiscard]] LinkPayload readAvs(ByteView frame);

} // namespace echelle::net
