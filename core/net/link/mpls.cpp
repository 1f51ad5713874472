#include "core/net/link/mpls.h"

#include "core/base/hash.h"
#include "core/net/link/ethernet.h"

namespace echelle::net {
namespace {

using Status = LinkPayload::Status;

bool isIp(ByteView bytes) {
    return (bytes[0] >> 4 == 4 && (bytes[0] & 0x0f) >= 5) || bytes[0] >> 4 == 6;
}

// Whether an Ethernet header of what pseudowires carry stands at the front: then four zero bits are those of an
// address.
bool isPlainEthernet(ByteView bytes) {
    if (bytes.size() < 14)
        return false;
    const std::uint16_t type = readBe16(bytes.data() + 12);
    return type == 0x0800 || type == 0x86dd || type == 0x8100 || type == 0x88a8 || type == 0x0806;
}

} // namespace

LinkPayload readMpls(ByteView bytes, std::uint64_t key) {
    constexpr int kMaxLabels = 16;
    constexpr std::size_t kEntry = 4;
    bool isBottom = false;
    for (int labels = 0; !isBottom; ++labels) {
        if (bytes.size() < kEntry)
            return {Status::Truncated, bytes, key, {}};
        if (labels == kMaxLabels)
            return {Status::Tunnel, bytes, key, "mpls"};
        const std::uint32_t label = readBe32(bytes.data()) >> 12; // without class and TTL, which hops rewrite
        key = hash64(&label, sizeof label, key);
        isBottom = (bytes[2] & 1) != 0;
        bytes = bytes.subspan(kEntry);
    }
    if (bytes.empty())
        return {Status::Truncated, bytes, key, {}};
    if (isIp(bytes))
        return {Status::Ip, bytes, key, {}};
    switch (bytes[0] >> 4) {
    case 0: // control word
        if (isPlainEthernet(bytes))
            return {Status::Layer, bytes, key, {}, readEthernet};
        if (bytes.size() < kEntry)
            return {Status::Truncated, bytes, key, {}};
        return {Status::Layer, bytes.subspan(kEntry), key, {}, readEthernet};
    case 1: // associated channel, RFC 4385 section 5
        return {Status::Skip, bytes, key, "mpls-oam"};
    default:
        return {Status::Layer, bytes, key, {}, readEthernet};
    }
}

} // namespace echelle::net
