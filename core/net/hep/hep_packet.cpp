#include "core/net/hep/hep_packet.h"

#include "core/sip/framer.h"

#include <algorithm>

namespace echelle::net {
namespace {

constexpr std::uint8_t kFamilyIpv4 = 2;
constexpr std::uint8_t kFamilyIpv6 = 10;
constexpr std::int64_t kNsPerSecond = 1'000'000'000;

// IP protocol numbers; agents write 22 for TLS.
Transport transportOf(std::uint8_t protocol) {
    switch (protocol) {
    case 6:
        return Transport::Tcp;
    case 17:
        return Transport::Udp;
    case 22:
        return Transport::Tls;
    case 132:
        return Transport::Sctp;
    default:
        return Transport::Unknown;
    }
}

Timestamp timeOf(std::uint32_t seconds, std::uint32_t microseconds) {
    return {std::int64_t{seconds} * kNsPerSecond + std::int64_t{std::min(microseconds, 999'999U)} * 1000};
}

struct Chunks {
    std::uint32_t seconds = 0;
    std::uint32_t microseconds = 0;
    bool hasTime = false;
};

// One chunk of the generic vendor. Values of the wrong size are passed over.
void take(std::uint16_t type, ByteView value, HepPacket& packet, Chunks& chunks) {
    const std::uint8_t* p = value.data();
    const std::size_t size = value.size();
    switch (type) {
    case 2:
        if (size == 1)
            packet.transport = transportOf(p[0]);
        break;
    case 3:
        if (size == 4)
            packet.source.address = IpAddress::v4(p);
        break;
    case 4:
        if (size == 4)
            packet.destination.address = IpAddress::v4(p);
        break;
    case 5:
        if (size == 16)
            packet.source.address = IpAddress::v6(p);
        break;
    case 6:
        if (size == 16)
            packet.destination.address = IpAddress::v6(p);
        break;
    case 7:
        if (size == 2)
            packet.source.port = readBe16(p);
        break;
    case 8:
        if (size == 2)
            packet.destination.port = readBe16(p);
        break;
    case 9:
        if (size == 4) {
            chunks.seconds = readBe32(p);
            chunks.hasTime = true;
        }
        break;
    case 10:
        if (size == 4)
            chunks.microseconds = readBe32(p);
        break;
    case 11:
        if (size == 1)
            packet.payloadType = p[0];
        break;
    case 12:
        if (size == 4)
            packet.captureId = readBe32(p);
        break;
    case 15:
    case 16:
        packet.payload = value;
        packet.isCompressed = type == 16;
        break;
    default: // family, keep-alive, key, correlation and what came later
        break;
    }
}

// Seconds 4, microseconds 4, capture id 2, and two bytes of padding where the sender's compiler put them.
void readTime(const std::uint8_t* p, Timestamp captured, HepPacket& packet) {
    const Timestamp little = timeOf(readLe32(p), readLe32(p + 4));
    const Timestamp big = timeOf(readBe32(p), readBe32(p + 4));
    const auto distance = [captured](Timestamp t) {
        return t.ns > captured.ns ? t.ns - captured.ns : captured.ns - t.ns;
    };
    const bool isBig = captured.isValid() && distance(big) < distance(little);
    packet.time = isBig ? big : little;
    packet.captureId = isBig ? readBe16(p + 8) : readLe16(p + 8);
}

} // namespace

bool isHep3(ByteView bytes) {
    return asText(bytes).starts_with("HEP3");
}

std::size_t hep3Length(ByteView bytes) {
    return readBe16(bytes.data() + 4);
}

// "HEP3", length 2; then chunks of vendor 2, type 2, length 2 with these six bytes, value.
std::optional<HepPacket> readHep3(ByteView bytes) {
    constexpr std::size_t kHeader = 6;
    constexpr std::size_t kChunkHeader = 6;
    if (bytes.size() < kHeader || !isHep3(bytes))
        return std::nullopt;
    HepPacket packet;
    Chunks chunks;
    const std::size_t announced = hep3Length(bytes);
    packet.isCut = announced > bytes.size();
    ByteView rest = bytes.first(std::min(announced, bytes.size()));
    rest = rest.subspan(std::min(kHeader, rest.size()));
    while (rest.size() >= kChunkHeader) {
        const std::size_t length = readBe16(rest.data() + 4);
        if (length < kChunkHeader)
            break;
        const std::size_t present = std::min(length, rest.size());
        packet.isCut |= present < length;
        if (readBe16(rest.data()) == 0)
            take(readBe16(rest.data() + 2), rest.subspan(kChunkHeader, present - kChunkHeader), packet, chunks);
        rest = rest.subspan(present);
    }
    if (!packet.source.address.isValid() || !packet.destination.address.isValid())
        return std::nullopt;
    if (chunks.hasTime)
        packet.time = timeOf(chunks.seconds, chunks.microseconds);
    return packet;
}

// Version 1, length of the header 1, family 1, protocol 1, ports 2 and 2, both addresses; in version 2 the time, which
// the length does not count.
std::optional<HepPacket> readHep2(ByteView bytes, Timestamp captured) {
    constexpr std::size_t kFixed = 8;
    constexpr std::size_t kTime = 10;
    constexpr std::size_t kPaddedTime = 12;
    if (bytes.size() < kFixed || bytes[0] < 1 || bytes[0] > 2 || (bytes[2] != kFamilyIpv4 && bytes[2] != kFamilyIpv6))
        return std::nullopt;
    const std::size_t addressSize = bytes[2] == kFamilyIpv4 ? 4 : 16;
    const std::size_t header = kFixed + 2 * addressSize;
    const bool hasTime = bytes[0] == 2;
    if (bytes.size() < header + (hasTime ? kPaddedTime : 0) || bytes[1] < header)
        return std::nullopt;
    HepPacket packet;
    packet.transport = transportOf(bytes[3]);
    packet.payloadType = hep::kSip;
    packet.source.port = readBe16(bytes.data() + 4);
    packet.destination.port = readBe16(bytes.data() + 6);
    const std::uint8_t* addresses = bytes.data() + kFixed;
    const auto address = [addressSize](const std::uint8_t* p) {
        return addressSize == 4 ? IpAddress::v4(p) : IpAddress::v6(p);
    };
    packet.source.address = address(addresses);
    packet.destination.address = address(addresses + addressSize);
    const ByteView rest = bytes.subspan(header);
    if (hasTime)
        readTime(rest.data(), captured, packet);
    // Without padding first: two bytes less of a method could pass for another method.
    for (const std::size_t skipped : {hasTime ? kTime : std::size_t{0}, hasTime ? kPaddedTime : std::size_t{0}}) {
        packet.payload = rest.subspan(skipped);
        if (sip::looksLikeSip(asText(packet.payload)))
            return packet;
    }
    return std::nullopt;
}

std::string_view hepPayloadName(std::uint8_t type) {
    switch (type) {
    case 2:
        return "hep-xmpp";
    case 3:
        return "hep-sdp";
    case 4:
        return "hep-rtp";
    case 5:
        return "hep-rtcp";
    case 6:
        return "hep-mgcp";
    case 7:
    case 8:
        return "hep-megaco";
    case 10:
        return "hep-iax";
    case 32:
    case 33:
    case 34:
    case 35:
    case 36:
    case 38:
    case 99:
        return "hep-quality-report";
    case 53:
        return "hep-dns";
    case 54:
        return "hep-isup";
    case 100:
        return "hep-log";
    default:
        return "hep-other";
    }
}

} // namespace echelle::net
