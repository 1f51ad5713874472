#include "core/net/link/bsd_loopback.h"

#include "core/net/link/ether_type.h"

#include <algorithm>

namespace echelle::net {

LinkPayload readBsdLoopback(ByteView frame) {
    constexpr std::size_t kHeader = 4;
    if (frame.size() < kHeader)
        return {LinkPayload::Status::Truncated, frame, 0, {}};
    // Families are small numbers, so the smaller reading is in the writer's byte order.
    const std::uint32_t family = std::min(readBe32(frame.data()), readLe32(frame.data()));
    const ByteView bytes = frame.subspan(kHeader);
    switch (family) {
    case 2:  // AF_INET everywhere
    case 10: // AF_INET6 of Linux
    case 23: // AF_INET6 of Windows
    case 24: // of NetBSD, OpenBSD
    case 28: // of FreeBSD
    case 30: // of macOS
        return {LinkPayload::Status::Ip, bytes, 0, {}};
    default:
        if (family > 0x600 && family <= 0xffff) // some writers put an EtherType there
            return readEtherType(static_cast<std::uint16_t>(family), bytes, 0);
        return {LinkPayload::Status::Skip, bytes, 0, "other-address-family"};
    }
}

} // namespace echelle::net
