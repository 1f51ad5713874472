#pragma once

#include "core/base/byte_view.h"
#include "core/net/protocol/protocol.h"

namespace echelle::net {

// Names a UDP payload that is no SIP, by content first and by port where the content says little. Never fails:
// OtherUdp is what is left.
[[nodiscard]] Protocol recogniseUdp(ByteView payload, std::uint16_t sourcePort, std::uint16_t destinationPort);

// RFC 8489 section 5 (with magic cookie) or RFC 3489 section 11.1 (without, exact length).
[[nodiscard]] bool isStun(ByteView payload);

// MGCP (RFC 3435 section 3.2: verb, transaction, endpoint; or a return code).
[[nodiscard]] bool isMgcp(ByteView payload);

} // namespace echelle::net
