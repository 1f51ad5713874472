#pragma once

#include "core/base/byte_view.h"

namespace echelle::net {

// Whether an ICMP (RFC 792) or ICMPv6 (RFC 4443) error quotes a SIP message. That message was captured, or not, as a
// packet of its own: the quote is a fact about it and never a message (model.md).
[[nodiscard]] bool quotesSip(ByteView icmp, bool isVersion6);

} // namespace echelle::net
