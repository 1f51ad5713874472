#pragma once

#include "core/base/byte_view.h"
#include "core/net/protocol/protocol.h"

namespace echelle::net {

// Names the beginning of a TCP stream that is neither SIP nor TLS; OtherTcp is what is left.
[[nodiscard]] Protocol recogniseTcp(ByteView bytes, std::uint16_t sourcePort, std::uint16_t destinationPort);

// True where a stream begins (or a record begins in mid-stream) as TLS: RFC 8446 section 5.1, a ClientHello or
// ServerHello in a handshake record, or a record of another kind with a sound length.
[[nodiscard]] bool isTlsRecord(ByteView bytes);

// True where the bytes so far are characters of a text protocol's line that has not ended: wait for more.
[[nodiscard]] bool isUnfinishedTextLine(ByteView bytes);

} // namespace echelle::net
