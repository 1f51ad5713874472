#include "core/capture/pcap_source.h"

#include <algorithm>

namespace echelle::capture {
namespace {

constexpr std::uint32_t kMicroseconds = 0xa1b2c3d4;
constexpr std::uint32_t kNanoseconds = 0xa1b23c4d;
constexpr std::uint32_t kKuznetzov = 0xa1b2cd34; // records with interface, protocol and packet type after the lengths
constexpr std::size_t kFileHeaderSize = 24;

// No record is longer than the snap length, but many writers leave that at 0 or at less than they write.
constexpr std::uint32_t kUsualMaxCaptured = 256U << 10;
constexpr std::uint32_t kMaxCaptured = 16U << 20;

bool isMagic(std::uint32_t value) {
    return value == kMicroseconds || value == kNanoseconds || value == kKuznetzov;
}

} // namespace

bool isPcapMagic(const std::uint8_t* fourBytes) {
    return isMagic(readLe32(fourBytes)) || isMagic(readBe32(fourBytes));
}

PcapSource::PcapSource(std::unique_ptr<ByteReader> reader, ImportLog& log) : m_window(std::move(reader)), m_log(log) {}

bool PcapSource::readFileHeader() {
    if (!m_window.require(kFileHeaderSize)) {
        m_log.add(diag::kCaptureTruncated, {PlaceKind::Offset, 0});
        return false;
    }
    const std::uint8_t* p = m_window.view().data();
    m_order = ByteOrder(isMagic(readBe32(p)));
    const std::uint32_t magic = m_order.u32(p);
    if (!isMagic(magic)) {
        m_log.add(diag::kCaptureBadRecord, {PlaceKind::Offset, 0});
        return false;
    }
    m_unitsPerSecond = magic == kNanoseconds ? 1'000'000'000 : 1'000'000;
    m_headerSize = magic == kKuznetzov ? 24 : 16;
    const unsigned major = m_order.u16(p + 4);
    const unsigned minor = m_order.u16(p + 6);
    m_areLengthsSwapped = major < 2 || (major == 2 && minor < 3);
    m_mayLengthsBeSwapped = major == 2 && minor == 3;
    const std::uint32_t snapLength = m_order.u32(p + 16);
    m_maxCaptured = std::clamp(snapLength, kUsualMaxCaptured, kMaxCaptured);
    // The upper half of the field tells the length of the frame check sequence.
    m_interfaces.push_back({m_order.u32(p + 20) & 0xffff, snapLength, {}, {}});
    m_window.consume(kFileHeaderSize);
    return true;
}

PcapSource::RecordHeader PcapSource::parseHeader(const std::uint8_t* p) const {
    RecordHeader h{m_order.u32(p), m_order.u32(p + 4), m_order.u32(p + 8), m_order.u32(p + 12)};
    if (m_areLengthsSwapped || (m_mayLengthsBeSwapped && h.captured > h.original))
        std::swap(h.captured, h.original);
    return h;
}

// Stricter than what is read in order: used to find back into a damaged file.
bool PcapSource::isPlausible(const RecordHeader& h) const {
    constexpr std::uint32_t kWeek = 7 * 86'400;
    const std::uint32_t apart = std::max(h.seconds, m_lastSeconds) - std::min(h.seconds, m_lastSeconds);
    return h.captured > 0 && h.captured <= h.original && h.original <= m_maxCaptured && h.fraction < m_unitsPerSecond &&
           (m_lastSeconds == 0 || apart <= kWeek);
}

// Whether a whole record stands at offset from the front, followed by another header or by the end of the file.
bool PcapSource::isRecordAt(std::size_t offset) {
    const RecordHeader first = parseHeader(m_window.view().data() + offset);
    if (!isPlausible(first))
        return false;
    const std::size_t next = offset + m_headerSize + first.captured;
    if (m_window.require(next + m_headerSize))
        return isPlausible(parseHeader(m_window.view().data() + next));
    return m_window.view().size() == next;
}

bool PcapSource::resynchronise(bool isCut) {
    const Place damage{PlaceKind::Offset, m_window.offset()};
    constexpr std::size_t kStep = 4096; // bytes are given up in steps, so that the window stays small
    std::size_t offset = 1;
    while (m_window.require(offset + m_headerSize)) {
        if (isRecordAt(offset)) {
            m_log.add(diag::kCaptureBadRecord, damage);
            m_window.consume(offset);
            return true;
        }
        if (++offset > kStep) {
            m_window.consume(kStep);
            offset -= kStep;
        }
    }
    if (!m_window.error())
        m_log.add(isCut ? diag::kCaptureTruncated : diag::kCaptureBadRecord, damage);
    return false;
}

Result<bool> PcapSource::end() {
    m_isDone = true;
    if (m_window.error())
        return Unexpected(*m_window.error());
    return false;
}

void PcapSource::fillFrame(const RecordHeader& h, Frame& frame) {
    frame.number = ++m_count;
    frame.linkType = m_interfaces.front().linkType;
    frame.interfaceIndex = 0;
    frame.isPacket = true;
    frame.originalLength = h.original;
    frame.fileOffset = m_window.offset();
    frame.bytes = m_window.view().subspan(m_headerSize, h.captured);
    const std::int64_t nanosecondsPerUnit = 1'000'000'000 / m_unitsPerSecond;
    frame.time.ns = std::int64_t{h.seconds} * 1'000'000'000 + std::int64_t{h.fraction} * nanosecondsPerUnit;
    m_lastSeconds = h.seconds;
    if (h.fraction >= m_unitsPerSecond)
        m_log.add(diag::kCaptureBadTime, {PlaceKind::Frame, m_count});
    if (h.captured < h.original)
        m_log.add(diag::kCaptureSnapLength, {PlaceKind::Frame, m_count});
}

Result<bool> PcapSource::next(Frame& frame) {
    if (m_isDone)
        return false;
    if (!m_isHeaderRead && !readFileHeader())
        return end();
    m_isHeaderRead = true;
    while (m_window.require(1)) {
        if (!m_window.require(m_headerSize)) {
            m_log.add(diag::kCaptureTruncated, {PlaceKind::Offset, m_window.offset()});
            break;
        }
        const RecordHeader header = parseHeader(m_window.view().data());
        const bool isTooLong = header.captured > m_maxCaptured;
        if (!isTooLong && m_window.require(m_headerSize + header.captured)) {
            fillFrame(header, frame);
            m_window.consume(m_headerSize + header.captured);
            return true;
        }
        // A length beyond the end of the file is a file cut short, unless records follow after all.
        if (m_window.error() || !resynchronise(!isTooLong))
            break;
    }
    return end();
}

} // namespace echelle::capture
