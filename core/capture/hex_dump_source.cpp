#include "core/capture/hex_dump_source.h"

#include <algorithm>

namespace echelle::capture {
namespace {

constexpr std::size_t kMaxPacket = 256U << 10;
constexpr std::int64_t kNsPerDay = std::int64_t{86'400} * 1'000'000'000;

// IPv4 or IPv6 whose header says how many bytes there are.
bool isIpPacket(const std::vector<std::uint8_t>& bytes) {
    constexpr std::size_t kIpv4Header = 20;
    constexpr std::size_t kIpv6Header = 40;
    if (bytes.size() >= kIpv4Header && bytes[0] >= 0x45 && bytes[0] <= 0x4f)
        return readBe16(bytes.data() + 2) == bytes.size();
    return bytes.size() >= kIpv6Header && bytes[0] >> 4 == 6 &&
           readBe16(bytes.data() + 4) + kIpv6Header == bytes.size();
}

} // namespace

HexDumpSource::HexDumpSource(std::unique_ptr<ByteReader> reader, std::int64_t modifiedNs, ImportLog& log)
    : m_window(std::move(reader))
    , m_log(log)
    , m_interfaces{Interface{}}
    , m_dayNs(modifiedNs > 0 ? modifiedNs / kNsPerDay * kNsPerDay : 0) {}

// The next line without its end; a longer one comes in parts, which are no lines of a dump.
bool HexDumpSource::readLine(std::string_view& line) {
    constexpr std::size_t kLongest = 8192;
    std::size_t length = 0;
    std::size_t end = 0;
    m_lineOffset = m_window.offset();
    while (true) {
        const std::string_view text = asText(m_window.view()).substr(0, kLongest);
        const std::size_t found = text.find('\n', length);
        if (found != std::string_view::npos) {
            length = found;
            end = found + 1;
            break;
        }
        length = end = text.size();
        if (length == kLongest || !m_window.require(length + 1))
            break;
    }
    line = asText(m_window.view()).substr(0, length);
    m_window.consume(end); // leaves the bytes in place
    return end > 0;
}

void HexDumpSource::append(const HexLine& hex) {
    if (hex.offset != m_packet.size()) {
        // Characters behind the bytes of the last line were taken for bytes.
        if (hex.offset > m_packet.size() || hex.offset <= m_lineStart) {
            m_isBroken = true;
            return;
        }
        m_packet.resize(hex.offset);
    }
    m_lineStart = m_packet.size();
    if (m_packet.size() + hex.bytes.size() > kMaxPacket)
        m_isBroken = true;
    else
        m_packet.insert(m_packet.end(), hex.bytes.begin(), hex.bytes.end());
}

// True where the line ends the packet before it.
bool HexDumpSource::takeLine(std::string_view line) {
    std::optional<HexLine> hex = readHexLine(line);
    if (!hex) {
        if (const std::optional<DumpTime> found = findDumpTime(line))
            m_textTime = found->hasDate ? found->time : Timestamp{m_dayNs + found->time.ns};
        return false;
    }
    if (hex->offset != 0) {
        if (!m_packet.empty() && !m_isBroken)
            append(*hex);
        return false;
    }
    const bool isEnd = !m_packet.empty();
    m_held = std::move(hex);
    return isEnd;
}

bool HexDumpSource::giveFrame(Frame& frame) {
    m_given.swap(m_packet);
    m_packet.clear();
    if (m_isBroken)
        m_log.add(diag::kCaptureBadRecord, {PlaceKind::Offset, m_packetOffset});
    frame = Frame{};
    frame.number = ++m_count;
    frame.isPacket = !m_isBroken;
    frame.time = m_packetTime;
    frame.linkType = isIpPacket(m_given) ? link::kRaw : link::kEthernet;
    frame.bytes = m_given;
    frame.originalLength = static_cast<std::uint32_t>(m_given.size());
    frame.fileOffset = m_packetOffset;
    return true;
}

Result<bool> HexDumpSource::next(Frame& frame) {
    bool isEnd = false;
    while (!isEnd) {
        if (m_held) {
            m_lineStart = 0;
            m_packet = std::move(m_held->bytes);
            m_packetTime = m_textTime;
            m_packetOffset = m_lineOffset;
            m_isBroken = false;
            m_held.reset();
        }
        std::string_view line;
        if (!readLine(line))
            break;
        isEnd = takeLine(line);
    }
    if (m_window.error())
        return Unexpected(*m_window.error());
    return !m_packet.empty() && giveFrame(frame);
}

} // namespace echelle::capture
