#pragma once

#include "core/net/link/link_layer.h"

namespace echelle::net {

// A stack of MPLS labels (RFC 3032 section 2.1). What follows is not named there: it is IP where its first four bits
// say so, else Ethernet of a pseudowire, with or without the control word of RFC 4385.
[[nodiscard]] LinkPayload readMpls(ByteView bytes, std::uint64_t key);

} // namespace echelle::net
