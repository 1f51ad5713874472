#include "core/net/link/pppoe.h"

#include "core/net/link/ppp.h"

#include <algorithm>

namespace echelle::net {

// Version and type 1, code 1, session 2, length 2.
LinkPayload readPppoe(ByteView bytes, std::uint64_t key) {
    constexpr std::size_t kHeader = 6;
    constexpr std::uint8_t kSessionData = 0;
    if (bytes.size() < kHeader)
        return {LinkPayload::Status::Truncated, bytes, key, {}};
    if (bytes[1] != kSessionData)
        return {LinkPayload::Status::Skip, bytes, key, "pppoe-discovery"};
    const std::size_t length = std::min<std::size_t>(readBe16(bytes.data() + 4), bytes.size() - kHeader);
    return {LinkPayload::Status::Layer, bytes.subspan(kHeader, length), key, {}, readPpp};
}

} // namespace echelle::net
