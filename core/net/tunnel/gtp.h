#pragma once

#include "core/net/link/link_layer.h"

#include <optional>

namespace echelle::net {

// GTP-U (3GPP TS 29.281 sections 5.1 and 5.2): user packets behind the header and its extension headers. nullopt where
// the first byte is not that of version 1.
[[nodiscard]] std::optional<LinkPayload> readGtp(ByteView bytes, std::uint64_t key);

} // namespace echelle::net
