#include "core/net/rtp/rtcp_packet.h"

namespace echelle::net {

namespace {
constexpr std::uint8_t kSenderReport = 200, kReceiverReport = 201, kBye = 203;
constexpr std::size_t kReportSize = 24;

// Section 6.4: a sender report has 20 bytes about its sender before the blocks.
void readReports(ByteView packet, RtcpPacket& into) {
    const std::size_t begin = packet[1] == kSenderReport ? 28 : 8;
    const std::size_t count = packet[0] & 0x1f;
    for (std::size_t i = 0; i < count && into.reports.size() < RtcpPacket::kMaxReports; ++i) {
        const std::size_t at = begin + i * kReportSize;
        if (at + kReportSize > packet.size())
            return;
        const std::uint8_t* p = packet.data() + at;
        ReceptionReport& r = into.reports.emplace_back();
        r.ssrc = readBe32(p);
        r.fractionLost = p[4];
        const std::uint32_t lost = readBe32(p + 4) & 0xffffff;
        r.cumulativeLost = static_cast<std::int32_t>(lost) - ((lost & 0x800000) != 0 ? 0x1000000 : 0);
        r.highestSequence = readBe32(p + 8);
        r.jitter = readBe32(p + 12);
    }
}
} // namespace

std::optional<RtcpPacket> readRtcp(ByteView bytes) {
    if (bytes.size() < 8 || bytes[0] >> 6 != 2 || bytes[1] < 192 || bytes[1] > 223)
        return std::nullopt;
    RtcpPacket all;
    all.ssrc = readBe32(bytes.data() + 4);
    ByteView rest = bytes;
    while (rest.size() >= 4 && rest[0] >> 6 == 2 && rest[1] >= 192 && rest[1] <= 223) {
        const std::size_t size = (std::size_t{readBe16(rest.data() + 2)} + 1) * 4;
        if (size > rest.size())
            break;
        const ByteView packet = rest.first(size);
        if (packet[1] == kSenderReport || packet[1] == kReceiverReport)
            readReports(packet, all);
        all.hasBye |= packet[1] == kBye;
        rest = rest.subspan(size);
    }
    all.isWhole = rest.empty();
    if (!all.isWhole)
        all.reports.clear();
    return all;
}

} // namespace echelle::net
