#include "core/net/link/nflog.h"

#include "core/base/hash.h"
#include "core/capture/byte_order.h"

#include <algorithm>

namespace echelle::net {
namespace {

using Status = LinkPayload::Status;

constexpr std::size_t kHeader = 4; // family, version, resource id
constexpr std::size_t kAttributeHeader = 4;

// The first attribute's length is small in the writer's order, and 256 times a small number in the other.
capture::ByteOrder orderOf(ByteView attributes) {
    return capture::ByteOrder(readBe16(attributes.data()) < readLe16(attributes.data()));
}

} // namespace

LinkPayload readNflog(ByteView frame) {
    constexpr std::uint16_t kInDevice = 4;
    constexpr std::uint16_t kOutDevice = 5;
    constexpr std::uint16_t kPayload = 9;
    constexpr std::uint8_t kFamilyIpv4 = 2;
    constexpr std::uint8_t kFamilyIpv6 = 10;
    if (frame.size() < kHeader + kAttributeHeader)
        return {Status::Truncated, frame, 0, {}};
    const bool isIp = frame[0] == kFamilyIpv4 || frame[0] == kFamilyIpv6;
    ByteView rest = frame.subspan(kHeader);
    const capture::ByteOrder order = orderOf(rest);
    std::uint64_t key = 0;
    while (rest.size() >= kAttributeHeader) {
        const std::size_t length = order.u16(rest.data());
        const std::uint16_t type = order.u16(rest.data() + 2) & 0x7fff; // the top bit marks nested attributes
        if (length < kAttributeHeader)
            break;
        const std::size_t present = std::min(length, rest.size());
        const ByteView value = rest.subspan(kAttributeHeader, present - kAttributeHeader);
        if (type == kPayload)
            return isIp ? LinkPayload{Status::Ip, value, key, {}}
                        : LinkPayload{Status::Skip, value, key, "other-address-family"};
        if (type == kInDevice || type == kOutDevice) // a routed packet is logged coming in and going out
            key = hash64(value.data(), value.size(), key ^ type);
        rest = rest.subspan(std::min((length + 3) / 4 * 4, rest.size()));
    }
    return {Status::Truncated, frame, key, {}};
}

} // namespace echelle::net
