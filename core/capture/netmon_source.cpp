#include "core/capture/netmon_source.h"

#include <algorithm>
#include <optional>

namespace echelle::capture {
namespace {

constexpr std::size_t kFileHeader = 32; // the part that is read here
constexpr std::uint32_t kMaxCaptured = 256U << 10;

// Of version 2.1 and later each frame has its own.
constexpr std::uint16_t kWireless = 6;
constexpr std::uint16_t kRegistryBase = 0xe000; // plus a link type of the pcap registry
constexpr std::uint16_t kRegistryEnd = 0xefff;
constexpr std::uint16_t kFirstInfo = 0xfffb; // network information, payload header, filter: no frames

LinkType linkTypeOf(std::uint16_t network) {
    switch (network) {
    case 1:
        return link::kEthernet;
    case 2:
        return link::kTokenRing;
    case 3:
        return link::kFddi;
    case kWireless:
        return link::kWireless;
    case 7:
    case 8:
    case 9:
        return link::kRaw;
    default:
        return network >= kRegistryBase && network <= kRegistryEnd ? network - kRegistryBase : link::kNone;
    }
}

// What stands behind the bytes of a frame: network 2, process 4, time 8 and zone 1, as the version has them.
std::size_t trailerSize(unsigned version) {
    if (version < 201)
        return 0;
    if (version == 201)
        return 2;
    return version == 202 ? 6 : 15;
}

// 100 ns since 1601-01-01T00:00:00Z; nullopt where that does not fit.
std::optional<Timestamp> fromFileTime(std::uint64_t ticks) {
    constexpr std::int64_t kTicksTo1970 = 116'444'736'000'000'000;
    std::int64_t ns = 0;
    if (ticks > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) ||
        __builtin_mul_overflow(static_cast<std::int64_t>(ticks) - kTicksTo1970, std::int64_t{100}, &ns))
        return std::nullopt;
    return Timestamp{ns};
}

std::uint64_t readLe64(const std::uint8_t* p) {
    return std::uint64_t{readLe32(p + 4)} << 32 | readLe32(p);
}

} // namespace

// Magic 4, minor 1, major 1, network 2, start as SYSTEMTIME 16 (year, month, weekday, day, hour, minute, second,
// millisecond), offset and length of the table of frames 4 each; then what is not needed here. Little-endian.
bool NetmonSource::readFileHeader() {
    if (!m_window.require(kFileHeader)) {
        m_log.add(diag::kCaptureTruncated, {PlaceKind::Offset, 0});
        return false;
    }
    const std::uint8_t* p = m_window.view().data();
    m_version = p[5] * 100U + p[4];
    m_network = readLe16(p + 6);
    m_interfaces.push_back({linkTypeOf(m_network), 0, {}, {}});
    const CivilTime start{readLe16(p + 8),
                          readLe16(p + 10),
                          readLe16(p + 14),
                          readLe16(p + 16),
                          readLe16(p + 18),
                          readLe16(p + 20),
                          readLe16(p + 22) * 1'000'000};
    if (const std::optional<Timestamp> time = fromCivil(start))
        m_start = *time;
    else
        m_log.add(diag::kCaptureBadTime, {PlaceKind::Offset, 8});
    m_isLocalTime = m_version < 203;
    readFrameTable(readLe32(p + 24), readLe32(p + 28));
    return true;
}

void NetmonSource::readFrameTable(std::uint32_t offset, std::uint32_t length) {
    ImportLog unheard; // the reading of the frames meets the same damage, and notes it
    ReadWindow table(m_open(unheard));
    table.skip(offset);
    const Place place{PlaceKind::Offset, offset};
    while (length >= 4 && table.require(4)) {
        m_offsets.push_back(readLe32(table.view().data()));
        table.consume(4);
        length -= 4;
    }
    if (length >= 4)
        m_log.add(diag::kCaptureTruncated, place); // without the rest of the table its frames cannot be found
}

Result<bool> NetmonSource::end() {
    m_isDone = true;
    if (m_window.error())
        return Unexpected(*m_window.error());
    return false;
}

void NetmonSource::setLink(std::uint16_t network, Frame& frame) {
    frame.linkType = linkTypeOf(network);
    // Before an 802.11 header stands one of its own: version 1, length 2.
    if (network == kWireless && frame.bytes.size() >= 3)
        frame.bytes = frame.bytes.subspan(std::min<std::size_t>(readLe16(frame.bytes.data() + 1), frame.bytes.size()));
}

NetmonSource::Read NetmonSource::badFrame(Frame& frame, std::uint32_t offset) {
    m_log.add(diag::kCaptureBadRecord, {PlaceKind::Offset, offset});
    frame = Frame{};
    frame.number = ++m_count;
    frame.fileOffset = offset;
    frame.isPacket = false;
    return Read::Bad;
}

// Version 1: milliseconds since the start 4, lengths 2 and 2. Version 2: microseconds 8, lengths 4 and 4. Then the
// bytes and the trailer.
NetmonSource::Read NetmonSource::readFrame(std::uint32_t offset, Frame& frame) {
    const bool isVersion2 = m_version >= 200;
    const std::size_t headerSize = isVersion2 ? 16 : 8;
    if (offset < m_window.offset())
        return badFrame(frame, offset);
    m_window.skip(offset - m_window.offset());
    if (!m_window.require(headerSize)) {
        m_log.add(diag::kCaptureTruncated, {PlaceKind::Offset, offset});
        return Read::End;
    }
    const std::uint8_t* p = m_window.view().data();
    const std::uint32_t original = isVersion2 ? readLe32(p + 8) : readLe16(p + 4);
    const std::uint32_t captured = isVersion2 ? readLe32(p + 12) : readLe16(p + 6);
    if (captured > kMaxCaptured)
        return badFrame(frame, offset);
    const std::size_t trailer = trailerSize(m_version);
    if (!m_window.require(headerSize + captured + trailer)) {
        m_log.add(diag::kCaptureTruncated, {PlaceKind::Offset, offset});
        return Read::End;
    }
    p = m_window.view().data();
    const std::uint8_t* behind = p + headerSize + captured;
    const std::uint16_t network = trailer > 0 ? readLe16(behind) : m_network;
    m_window.consume(headerSize + captured + trailer);
    if (network >= kFirstInfo)
        return Read::NoFrame;
    frame = Frame{};
    frame.number = ++m_count;
    frame.fileOffset = offset;
    frame.originalLength = original;
    frame.bytes = {p + headerSize, captured};
    setLink(network, frame);
    const std::uint64_t units = isVersion2 ? readLe64(p) : readLe32(p);
    std::optional<Timestamp> time;
    if (m_version >= 203)
        time = fromFileTime(readLe64(behind + 6));
    std::int64_t ns = 0;
    if (!time && m_start.isValid() && !__builtin_mul_overflow(units, isVersion2 ? 1000 : 1'000'000, &ns) &&
        !__builtin_add_overflow(m_start.ns, ns, &ns))
        time = Timestamp{ns};
    if (time)
        frame.time = *time;
    else
        m_log.add(diag::kCaptureBadTime, {PlaceKind::Frame, m_count});
    if (captured < original)
        m_log.add(diag::kCaptureSnapLength, {PlaceKind::Frame, m_count});
    return Read::Frame;
}

Result<bool> NetmonSource::next(Frame& frame) {
    if (m_isDone || (m_interfaces.empty() && !readFileHeader()))
        return end();
    while (m_next < m_offsets.size()) {
        switch (readFrame(m_offsets[m_next++], frame)) {
        case Read::Frame:
        case Read::Bad:
            return true;
        case Read::NoFrame:
            break;
        case Read::End:
            return end();
        }
    }
    return end();
}

} // namespace echelle::capture
