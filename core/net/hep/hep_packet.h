#pragma once

#include "core/base/byte_view.h"
#include "core/base/endpoint.h"
#include "core/base/timestamp.h"

#include <cstdint>
#include <optional>
#include <string>

namespace echelle::net {

// What a Homer encapsulation packet says about the one it carries: HEP version 3 (draft of the SIPCAPTURE project,
// "HEP/EEP rev. 12"), or 1 and 2 (the fixed header of Kamailio's and captagent's siptrace).
struct HepPacket {
    Endpoint source;
    Endpoint destination;
    Transport transport = Transport::Unknown;
    Timestamp time; // invalid where the packet has none (version 1)
    std::uint8_t payloadType = 0;
    std::uint32_t captureId = 0;
    ByteView payload;
    bool isCompressed = false; // payload is zlib or gzip data (RFC 1950, RFC 1952)
    bool isCut = false;        // the packet announced more than there is
};

namespace hep {
inline constexpr std::uint8_t kSip = 1; // payload type
} // namespace hep

// True for the first bytes of version 3.
[[nodiscard]] bool isHep3(ByteView bytes);
// The length that the header of version 3 announces; bytes hold at least six.
[[nodiscard]] std::size_t hep3Length(ByteView bytes);

// nullopt where the bytes are no such packet, or name no addresses.
[[nodiscard]] std::optional<HepPacket> readHep3(ByteView bytes);

// Versions 1 and 2 have no magic: they are taken for such where header, addresses and SIP behind them fit. captured is
// the time of the packet that carries it, near to which the time of version 2 is read, whose byte order is the
// sender's.
[[nodiscard]] std::optional<HepPacket> readHep2(ByteView bytes, Timestamp captured);

// "hep-rtcp" and the like, for the import log: what is carried where it is no SIP. Static text.
[[nodiscard]] std::string_view hepPayloadName(std::uint8_t type);

} // namespace echelle::net
