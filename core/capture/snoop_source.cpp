#include "core/capture/snoop_source.h"

#include <algorithm>

namespace echelle::capture {
namespace {

constexpr std::uint32_t kMaxCaptured = 256U << 10;

// RFC 1761, "Datalink Type", and what Solaris added.
LinkType linkTypeOf(std::uint32_t dataLink) {
    switch (dataLink) {
    case 0: // IEEE 802.3
    case 4: // Ethernet
        return link::kEthernet;
    case 2:
        return link::kTokenRing;
    case 8:
        return link::kFddi;
    case 26:
        return link::kIpnet;
    default:
        return link::kNone;
    }
}

} // namespace

// "snoop" and three zeros, version 4, datalink type 4.
bool SnoopSource::readFileHeader() {
    constexpr std::size_t kHeader = 16;
    if (!m_window.require(kHeader)) {
        m_log.add(diag::kCaptureTruncated, {PlaceKind::Offset, 0});
        return false;
    }
    m_interfaces.push_back({linkTypeOf(readBe32(m_window.view().data() + 12)), 0, {}, {}});
    m_window.consume(kHeader);
    return true;
}

Result<bool> SnoopSource::end() {
    m_isDone = true;
    if (m_window.error())
        return Unexpected(*m_window.error());
    return false;
}

// Original length 4, included length 4, length of the record 4, drops 4, seconds 4, microseconds 4; then the packet,
// padded. Big-endian.
Result<bool> SnoopSource::next(Frame& frame) {
    constexpr std::size_t kRecordHeader = 24;
    if (m_isDone || (m_interfaces.empty() && !readFileHeader()))
        return end();
    if (!m_window.require(1))
        return end();
    const Place place{PlaceKind::Offset, m_window.offset()};
    if (!m_window.require(kRecordHeader)) {
        m_log.add(diag::kCaptureTruncated, place);
        return end();
    }
    const std::uint8_t* header = m_window.view().data();
    const std::uint32_t captured = readBe32(header + 4);
    const std::uint32_t length = readBe32(header + 8);
    if (captured > kMaxCaptured || length < kRecordHeader + captured || length > 2 * kMaxCaptured) {
        m_log.add(diag::kCaptureBadRecord, place);
        return end();
    }
    if (!m_window.require(length) && !m_window.require(kRecordHeader + captured)) { // the last padding may be missing
        m_log.add(diag::kCaptureTruncated, place);
        return end();
    }
    header = m_window.view().data();
    frame = Frame{};
    frame.number = ++m_count;
    frame.linkType = m_interfaces.front().linkType;
    frame.originalLength = readBe32(header);
    frame.fileOffset = m_window.offset();
    frame.bytes = m_window.view().subspan(kRecordHeader, captured);
    frame.time.ns = std::int64_t{readBe32(header + 16)} * 1'000'000'000 + std::int64_t{readBe32(header + 20)} * 1000;
    if (readBe32(header + 20) >= 1'000'000)
        m_log.add(diag::kCaptureBadTime, {PlaceKind::Frame, m_count});
    if (captured < frame.originalLength)
        m_log.add(diag::kCaptureSnapLength, {PlaceKind::Frame, m_count});
    m_window.consume(std::min<std::size_t>(length, m_window.view().size())); // leaves the bytes in place
    return true;
}

} // namespace echelle::capture
