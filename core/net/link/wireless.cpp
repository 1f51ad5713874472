#include "core/net/link/wireless.h"

#include "core/base/hash.h"
#include "core/net/link/llc.h"

#include <algorithm>

namespace echelle::net {
namespace {

using Status = LinkPayload::Status;

// Second byte of the frame control field.
constexpr std::uint8_t kToDs = 0x01;
constexpr std::uint8_t kFromDs = 0x02;
constexpr std::uint8_t kMoreFragments = 0x04;
constexpr std::uint8_t kProtected = 0x40;
constexpr std::uint8_t kOrder = 0x80;

bool beginsWithSnap(ByteView bytes) {
    return bytes.size() >= 6 && bytes[0] == 0xaa && bytes[1] == 0xaa && bytes[2] == 3 && bytes[3] == 0 &&
           bytes[4] == 0 && bytes[5] == 0;
}

// isPadded: the card aligned what follows the header to four bytes.
LinkPayload readFrame(ByteView bytes, std::uint64_t key, bool isPadded) {
    constexpr std::size_t kHeader = 24; // frame control, duration, three addresses, sequence control
    constexpr std::uint8_t kData = 2;
    constexpr std::uint8_t kNoData = 0x4; // bits of the subtype
    constexpr std::uint8_t kQos = 0x8;
    if (bytes.size() < 2)
        return {Status::Truncated, bytes, key, {}};
    const std::uint8_t type = bytes[0] >> 2 & 3;
    const std::uint8_t subtype = bytes[0] >> 4;
    const std::uint8_t flags = bytes[1];
    if ((bytes[0] & 3) != 0)
        return {Status::Skip, bytes, key, "other-802.11"};
    if (type != kData || (subtype & kNoData) != 0)
        return {Status::Skip, bytes, key, type == kData ? "802.11-null" : "802.11-management"};

    std::size_t size = kHeader;
    if ((flags & kToDs) != 0 && (flags & kFromDs) != 0)
        size += 6;
    const std::size_t qosAt = size;
    if ((subtype & kQos) != 0)
        size += (flags & kOrder) != 0 ? 6 : 2; // QoS control, and HT control behind it
    if (bytes.size() < size)
        return {Status::Truncated, bytes, key, {}};
    key = hash64(bytes.data() + 4, 18, key);
    const ByteView body = bytes.subspan(std::min(isPadded ? (size + 3) / 4 * 4 : size, bytes.size()));
    if ((flags & kProtected) != 0 && !beginsWithSnap(body)) // some cards hand frames out decrypted and leave the bit
        return {Status::Tunnel, body, key, "802.11-protected"};
    if ((flags & kMoreFragments) != 0 || (bytes[22] & 0x0f) != 0)
        return {Status::Tunnel, body, key, "802.11-fragment"};
    if ((subtype & kQos) != 0 && (bytes[qosAt] & 0x80) != 0)
        return {Status::Tunnel, body, key, "802.11-a-msdu"};
    return readLlc(body, key);
}

// Whether radiotap's flags field says that the header is padded. Fields stand in the order of the bits of the present
// words, each aligned to its size; of those before the flags there is one, the eight-byte TSFT.
bool hasPadding(ByteView header) {
    constexpr std::uint32_t kTsft = 1U << 0;
    constexpr std::uint32_t kFlags = 1U << 1;
    constexpr std::uint32_t kMoreWords = 1U << 31;
    constexpr std::uint8_t kDataPad = 0x20;
    const std::uint32_t present = readLe32(header.data() + 4);
    std::size_t at = 8;
    for (std::uint32_t word = present; (word & kMoreWords) != 0; at += 4) {
        if (at + 4 > header.size())
            return false;
        word = readLe32(header.data() + at);
    }
    if ((present & kTsft) != 0)
        at = (at + 7) / 8 * 8 + 8;
    return (present & kFlags) != 0 && at < header.size() && (header[at] & kDataPad) != 0;
}

} // namespace

LinkPayload readWireless(ByteView bytes, std::uint64_t key) {
    return readFrame(bytes, key, false);
}

// Version 1, pad 1, length 2, present 4 and more; little-endian.
LinkPayload readRadiotap(ByteView bytes, std::uint64_t key) {
    constexpr std::size_t kFixed = 8;
    if (bytes.size() < kFixed)
        return {Status::Truncated, bytes, key, {}};
    const std::size_t length = readLe16(bytes.data() + 2);
    if (bytes[0] != 0 || length < kFixed)
        return {Status::Skip, bytes, key, "other-802.11"};
    if (length > bytes.size())
        return {Status::Truncated, bytes, key, {}};
    return readFrame(bytes.subspan(length), key, hasPadding(bytes.first(length)));
}

// Message code 4, message length 4, in the byte order of the machine. AVS headers come under the same link type.
LinkPayload readPrism(ByteView frame) {
    constexpr std::size_t kFixed = 8;
    constexpr std::uint32_t kAvsMagic = 0x80211001;
    if (frame.size() < kFixed)
        return {Status::Truncated, frame, 0, {}};
    if ((readBe32(frame.data()) & 0xfffff000) == (kAvsMagic & 0xfffff000))
        return readAvs(frame);
    const std::size_t length = std::min(readLe32(frame.data() + 4), readBe32(frame.data() + 4));
    if (length < kFixed || length > frame.size())
        return {Status::Truncated, frame, 0, {}};
    return readFrame(frame.subspan(length), 0, false);
}

// Magic 4, length 4; big-endian.
LinkPayload readAvs(ByteView frame) {
    constexpr std::size_t kFixed = 8;
    if (frame.size() < kFixed)
        return {Status::Truncated, frame, 0, {}};
    const std::size_t length = readBe32(frame.data() + 4);
    if (length < kFixed || length > frame.size())
        return {Status::Truncated, frame, 0, {}};
    return readFrame(frame.subspan(length), 0, false);
}

} // namespace echelle::net
