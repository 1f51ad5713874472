#include "core/net/tunnel/erspan.h"

#include "core/base/hash.h"
#include "core/net/link/ethernet.h"

namespace echelle::net {
namespace {

// Version and VLAN 2, class and session 2: the session tells two mirrored ports apart.
LinkPayload readMirrored(ByteView bytes, std::size_t header, std::uint64_t key) {
    if (bytes.size() < header)
        return {LinkPayload::Status::Truncated, bytes, key, {}};
    const std::uint16_t session = readBe16(bytes.data() + 2) & 0x03ff;
    return {LinkPayload::Status::Layer, bytes.subspan(header), hash64(&session, sizeof session, key), {}, readEthernet};
}

} // namespace

LinkPayload readErspan(ByteView bytes, std::uint64_t key) {
    return readMirrored(bytes, 8, key);
}

// The lowest bit of the twelve bytes says that eight bytes of the platform follow.
LinkPayload readErspan3(ByteView bytes, std::uint64_t key) {
    constexpr std::size_t kHeader = 12;
    constexpr std::size_t kPlatform = 8;
    if (bytes.size() < kHeader)
        return {LinkPayload::Status::Truncated, bytes, key, {}};
    return readMirrored(bytes, (bytes[kHeader - 1] & 1) != 0 ? kHeader + kPlatform : kHeader, key);
}

} // namespace echelle::net
