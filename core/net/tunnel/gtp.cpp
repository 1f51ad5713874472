#include "core/net/tunnel/gtp.h"

#include "core/base/hash.h"
#include "core/net/link/ethernet.h"
#include "core/net/link/ppp.h"

namespace echelle::net {
namespace {

using Status = LinkPayload::Status;

// Version and flags 1, message type 1, length 2, tunnel endpoint 4; where a flag says so four bytes more, the last of
// them the type of the first extension header.
constexpr std::size_t kHeader = 8;
constexpr std::size_t kLongHeader = 12;
constexpr std::uint8_t kAnyFlag = 0x07;
constexpr std::uint8_t kHasExtension = 0x04;

// Each header begins with its length in units of four bytes and ends with the type of the next. False where one is cut,
// or has no length.
bool skipExtensions(ByteView bytes, std::size_t& at) {
    for (std::uint8_t type = bytes[kLongHeader - 1]; type != 0;) {
        if (at >= bytes.size() || bytes[at] == 0)
            return false;
        at += std::size_t{bytes[at]} * 4;
        if (at > bytes.size())
            return false;
        type = bytes[at - 1];
    }
    return true;
}

} // namespace

std::optional<LinkPayload> readGtp(ByteView bytes, std::uint64_t key) {
    constexpr std::uint8_t kUserPacket = 255;
    if (bytes.size() < kHeader || (bytes[0] & 0xf0) != 0x30)
        return std::nullopt;
    if (bytes[1] != kUserPacket)
        return LinkPayload{Status::Skip, bytes, key, "gtp-u-signalling"};
    std::size_t at = (bytes[0] & kAnyFlag) != 0 ? kLongHeader : kHeader;
    if (bytes.size() < at || ((bytes[0] & kHasExtension) != 0 && !skipExtensions(bytes, at)) || bytes.size() == at)
        return LinkPayload{Status::Truncated, bytes, key, {}};
    const ByteView inner = bytes.subspan(at);
    key = hash64(bytes.data() + 4, 4, key);
    // What a tunnel carries was agreed when it was set up: IP nearly always, else PPP or Ethernet.
    if (inner[0] >> 4 == 4 || inner[0] >> 4 == 6)
        return LinkPayload{Status::Ip, inner, key, {}};
    if (inner.size() >= 2 && inner[0] == 0xff && inner[1] == 0x03)
        return LinkPayload{Status::Layer, inner, key, {}, readPpp};
    return LinkPayload{Status::Layer, inner, key, {}, readEthernet};
}

} // namespace echelle::net
