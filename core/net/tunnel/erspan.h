#pragma once

#include "core/net/link/link_layer.h"

namespace echelle::net {

// Cisco's mirrored Ethernet frames in GRE (draft-foschiano-erspan-03): type II and type III.
[[nodiscard]] LinkPayload readErspan(ByteView bytes, std::uint64_t key);
[[nodiscard]] LinkPayload readErspan3(ByteView bytes, std::uint64_t key);

} // namespace echelle::net
