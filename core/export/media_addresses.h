#pragma once

#include "core/base/endpoint.h"
#include "core/sip/message.h"

#include <vector>

namespace echelle::exporting {

// Where the sender of a message wants its media: address and port of each m= line of its SDP, the RTCP port (a=rtcp,
// else the next one; RFC 3605, RFC 3550 section 11), and its ICE candidates (RFC 8839 section 5.1). Host names and
// 0.0.0.0 give none.
[[nodiscard]] std::vector<Endpoint> mediaAddresses(const sip::Message& message);

} // namespace echelle::exporting
