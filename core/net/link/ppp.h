#pragma once

#include "core/net/link/link_layer.h"

namespace echelle::net {

// PPP (RFC 1661 section 2), with or without the address and control bytes of RFC 1662 and with the protocol field in
// one byte or two (RFC 1661 section 6.5). What is compressed or encrypted is named.
[[nodiscard]] LinkPayload readPpp(ByteView bytes, std::uint64_t key);

// PPP in HDLC-like framing (RFC 1662) or Cisco HDLC, told apart by the first byte (LINKTYPE_PPP_HDLC).
[[nodiscard]] LinkPayload readHdlc(ByteView bytes, std::uint64_t key);

// LINKTYPE_PPP_WITH_DIR and LINKTYPE_PPP_PPPD: one byte of direction before the frame.
[[nodiscard]] LinkPayload readPppWithDirection(ByteView frame);

} // namespace echelle::net
