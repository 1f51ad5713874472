#pragma once

#include "core/net/link/link_layer.h"

namespace echelle::net {

// Follows an EtherType (IEEE 802.3 clause 3.2.6), through VLAN tags of 802.1Q and 802.1ad and the like (at most eight),
// to what the frame carries. bytes begin behind the type field; key is the hash of the link addresses so far.
[[nodiscard]] LinkPayload readEtherType(std::uint16_t type, ByteView bytes, std::uint64_t key);

} // namespace echelle::net
