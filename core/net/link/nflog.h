#pragma once

#include "core/net/link/link_layer.h"

namespace echelle::net {

// LINKTYPE_NFLOG: what Linux's netfilter log handed out, a header and attributes, the packet among them. Lengths and
// types are in the byte order of the machine that captured.
[[nodiscard]] LinkPayload readNflog(ByteView frame);

} // namespace echelle::net
