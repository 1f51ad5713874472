#include "core/net/tunnel/gre.h"

#include "core/base/hash.h"
#include "core/net/link/ether_type.h"
#include "core/net/link/ethernet.h"
#include "core/net/link/ppp.h"
#include "core/net/tunnel/erspan.h"

namespace echelle::net {
namespace {

using Status = LinkPayload::Status;

constexpr std::uint16_t kChecksum = 0x8000;
constexpr std::uint16_t kRouting = 0x4000;
constexpr std::uint16_t kKey = 0x2000;
constexpr std::uint16_t kSequence = 0x1000;
constexpr std::uint16_t kAcknowledgement = 0x0080; // version 1 alone
constexpr std::uint16_t kPpp = 0x880b;

// Passes over the source routes: address family 2, offset 1, length 1, then as many bytes; ends with length 0.
bool skipRoutes(ByteView bytes, std::size_t& at) {
    while (at + 4 <= bytes.size()) {
        const std::size_t length = bytes[at + 3];
        at += 4 + length;
        if (length == 0)
            return at <= bytes.size();
    }
    return false;
}

LinkPayload readCarried(std::uint16_t protocol, bool hasSequence, ByteView rest, std::uint64_t key) {
    switch (protocol) {
    case 0:
        return {Status::Skip, rest, key, "gre-keepalive"};
    case 0x88be: // type I has no header of its own, and no sequence number
        return {Status::Layer, rest, key, {}, hasSequence ? readErspan : readEthernet};
    case 0x22eb:
        return {Status::Layer, rest, key, {}, readErspan3};
    case 0x883e: // WCCP version 2 puts four bytes before the packet
        if (rest.size() >= 4 && rest[0] >> 4 != 4)
            rest = rest.subspan(4);
        return {Status::Ip, rest, key, {}};
    default:
        return readEtherType(protocol, rest, key);
    }
}

LinkPayload readVersion1(std::uint16_t flags, ByteView bytes, std::uint64_t key) {
    std::size_t at = 8; // length of the payload 2, call id 2
    if ((flags & kSequence) == 0)
        return {Status::Skip, bytes, key, "gre-acknowledgement"};
    at += (flags & kAcknowledgement) != 0 ? 8 : 4;
    if (bytes.size() < at)
        return {Status::Truncated, bytes, key, {}};
    if (readBe16(bytes.data() + 2) != kPpp)
        return {Status::Tunnel, bytes, key, "gre"};
    return {Status::Layer, bytes.subspan(at), key, {}, readPpp};
}

} // namespace

LinkPayload readGre(ByteView bytes, std::uint64_t key) {
    std::size_t at = 4; // flags and version 2, protocol 2
    if (bytes.size() < at)
        return {Status::Truncated, bytes, key, {}};
    const std::uint16_t flags = readBe16(bytes.data());
    if ((flags & 7) == 1)
        return readVersion1(flags, bytes, key);
    if ((flags & 7) != 0)
        return {Status::Tunnel, bytes, key, "gre"};
    if ((flags & (kChecksum | kRouting)) != 0)
        at += 4;
    if ((flags & kKey) != 0) {
        if (bytes.size() < at + 4)
            return {Status::Truncated, bytes, key, {}};
        key = hash64(bytes.data() + at, 4, key);
        at += 4;
    }
    if ((flags & kSequence) != 0)
        at += 4;
    if (bytes.size() < at || ((flags & kRouting) != 0 && !skipRoutes(bytes, at)))
        return {Status::Truncated, bytes, key, {}};
    return readCarried(readBe16(bytes.data() + 2), (flags & kSequence) != 0, bytes.subspan(at), key);
}

} // namespace echelle::net
