#include "core/net/acdr/acdr_packet.h"

namespace echelle::net {
namespace {

using acdr::Media;

constexpr std::uint8_t kTracePointSystem = 6;
constexpr std::uint8_t kIsIpVersion6 = 0x02; // bits of the data byte
constexpr std::uint8_t kIsFragmented = 0x04;
constexpr std::uint8_t kHasHeaderAdded = 0x08;
constexpr std::uint8_t kIsEncrypted = 0x10;
constexpr std::uint8_t kDataOfOldVersions = 0xaa; // versions up to 3 wrote this for none

struct Layout {
    std::size_t header;     // without the extension
    std::size_t dataOffset; // of data, trace point, media type and the length of the extension, a byte each
};

// Version 1; time 6, or 4 and sequence number 2; source and destination 2 each, or 4 in version 9; data, trace point,
// media type, length of the extension; session id 4 to 9 from version 5 on.
Layout layoutOf(std::uint8_t version) {
    constexpr std::size_t kShortIds = 11;
    if (version < 5)
        return {15, kShortIds};
    if (version < 7)
        return {19, kShortIds};
    if (version == 7)
        return {23, kShortIds};
    return version == 8 ? Layout{24, kShortIds} : Layout{28, kShortIds + 4};
}

Transport transportOf(std::uint8_t protocol) {
    switch (protocol) {
    case 6:
        return Transport::Tcp;
    case 17:
        return Transport::Udp;
    case 132:
        return Transport::Sctp;
    default:
        return Transport::Unknown;
    }
}

// Addresses 4 or 16 each, ports 2 each, protocol 1, direction 1.
void readSignallingExtension(ByteView extension, bool isVersion6, AcdrPacket& packet) {
    const std::size_t size = isVersion6 ? 16 : 4;
    if (extension.size() < 2 * size + 5)
        return;
    const std::uint8_t* p = extension.data();
    packet.source.address = isVersion6 ? IpAddress::v6(p) : IpAddress::v4(p);
    packet.destination.address = isVersion6 ? IpAddress::v6(p + size) : IpAddress::v4(p + size);
    packet.source.port = readBe16(p + 2 * size);
    packet.destination.port = readBe16(p + 2 * size + 2);
    packet.transport = transportOf(p[2 * size + 4]);
}

// Ports 2 each, addresses 4 each, application 1.
void readTlsExtension(ByteView extension, AcdrPacket& packet) {
    if (extension.size() < 12)
        return;
    const std::uint8_t* p = extension.data();
    packet.source = {IpAddress::v4(p + 4), readBe16(p), 0};
    packet.destination = {IpAddress::v4(p + 8), readBe16(p + 2), 0};
    packet.transport = Transport::Tls;
}

} // namespace

std::optional<AcdrPacket> readAcdr(ByteView bytes) {
    constexpr std::uint8_t kNewestVersion = 9;
    if (bytes.empty() || bytes[0] > kNewestVersion)
        return std::nullopt;
    AcdrPacket packet;
    packet.version = bytes[0];
    const Layout layout = layoutOf(packet.version);
    if (bytes.size() < layout.header)
        return std::nullopt;
    const std::uint8_t* p = bytes.data() + layout.dataOffset;
    const std::uint8_t data = p[0] == kDataOfOldVersions ? std::uint8_t{0} : p[0];
    packet.tracePoint = p[1];
    packet.media = static_cast<Media>(p[2]);
    const std::size_t extensionSize = packet.version < 5 ? 0 : p[3];
    if (bytes.size() < layout.header + extensionSize)
        return std::nullopt;
    packet.isIpPacket = (data & kHasHeaderAdded) != 0 && packet.media != Media::Control;
    packet.isFragmented = (data & kIsFragmented) != 0 || packet.media == Media::Fragmented;
    packet.isEncrypted = (data & kIsEncrypted) != 0;
    packet.payload = bytes.subspan(layout.header + extensionSize);
    const ByteView extension = bytes.subspan(layout.header, extensionSize);
    if (packet.media == Media::Tls || packet.media == Media::TlsPeek)
        readTlsExtension(extension, packet);
    else if (packet.tracePoint == kTracePointSystem)
        readSignallingExtension(extension, (data & kIsIpVersion6) != 0, packet);
    return packet;
}

} // namespace echelle::net
