#include "core/capture/pcapng_source.h"

#include <algorithm>

namespace echelle::capture {
namespace {

using namespace pcapng;

constexpr std::size_t kMaxInterfaces = 65'536; // a block of 20 bytes makes one, so their number is bounded

constexpr std::size_t kSectionFixed = 16;  // byte order magic, version, length of the section
constexpr std::size_t kInterfaceFixed = 8; // link type, reserved, snap length

constexpr std::uint64_t padded(std::uint64_t length) {
    return (length + 3) / 4 * 4;
}

} // namespace

PcapngSource::PcapngSource(std::unique_ptr<ByteReader> reader, ImportLog& log)
    : m_window(std::move(reader)), m_log(log) {}

void PcapngSource::badBlock() {
    m_log.add(diag::kCaptureBadBlock, {PlaceKind::Offset, m_window.offset()});
}

// The byte order of a section stands in its own header, and holds for the length field before it.
PcapngSource::Header PcapngSource::readSectionHeader() {
    if (!m_window.require(kBlockOverhead))
        return Header::Cut;
    const std::uint8_t* p = m_window.view().data();
    if (readLe32(p + 8) != kByteOrderMagic && readBe32(p + 8) != kByteOrderMagic)
        return Header::Bad;
    m_order = ByteOrder(readBe32(p + 8) == kByteOrderMagic);
    return Header::Good;
}

PcapngSource::Header PcapngSource::readBlockHeader() {
    if (!m_window.require(8))
        return Header::Cut;
    m_type = m_order.u32(m_window.view().data());
    if (m_type == kSectionHeader) {
        const Header section = readSectionHeader();
        if (section != Header::Good)
            return section;
    }
    m_length = m_order.u32(m_window.view().data() + 4);
    const std::uint32_t minimum = m_type == kSectionHeader ? 28 : kBlockOverhead;
    if (m_length < minimum)
        return Header::Bad;
    if (m_length > kMaxBlockLength)
        return Header::Bad;
    if (!m_window.require(padded(m_length)))
        return m_window.view().size() >= m_length ? Header::Bad : Header::Cut;
    const std::uint32_t trailer = m_order.u32(m_window.view().data() + padded(m_length) - 4);
    return trailer == m_length ? Header::Good : Header::Bad;
}

// Whether a whole block of a known type stands at offset from the front.
bool PcapngSource::isBlockAt(std::size_t offset) {
    const std::uint8_t* p = m_window.view().data() + offset;
    ByteOrder order = m_order;
    const std::uint32_t type = order.u32(p);
    if (!isKnownType(type))
        return false;
    if (type == kSectionHeader) {
        if (readLe32(p + 8) != kByteOrderMagic && readBe32(p + 8) != kByteOrderMagic)
            return false;
        order = ByteOrder(readBe32(p + 8) == kByteOrderMagic);
    }
    const std::uint32_t length = order.u32(p + 4);
    if (length < kBlockOverhead || length % 4 != 0 || length > kMaxBlockLength || !m_window.require(offset + length))
        return false;
    return order.u32(m_window.view().data() + offset + length - 4) == length;
}

bool PcapngSource::resynchronise(bool isCut) {
    const Place damage{PlaceKind::Offset, m_window.offset()};
    constexpr std::size_t kStep = 4096; // bytes are given up in steps, so that the window stays small
    std::size_t offset = 1;             // not by fours: lost bytes may have shifted the rest
    while (m_window.require(offset + kBlockOverhead)) {
        if (isBlockAt(offset)) {
            m_log.add(diag::kCaptureBadBlock, damage);
            m_window.consume(offset);
            return true;
        }
        if (++offset > kStep) {
            m_window.consume(kStep);
            offset -= kStep;
        }
    }
    if (!m_window.error())
        m_log.add(isCut ? diag::kCaptureTruncated : diag::kCaptureBadBlock, damage);
    return false;
}

Result<bool> PcapngSource::end() {
    m_isDone = true;
    if (m_window.error())
        return Unexpected(*m_window.error());
    return false;
}

Result<bool> PcapngSource::next(Frame& frame) {
    while (!m_isDone && m_window.require(1)) {
        const Header header = readBlockHeader();
        if (header != Header::Good) {
            // A length beyond the end of the file is a file cut short, unless blocks follow after all.
            if (m_window.error() || !resynchronise(header == Header::Cut))
                break;
            continue;
        }
        const bool isFrame = readBlock(frame);
        m_window.consume(padded(m_length));
        if (isFrame)
            return true;
    }
    return end();
}

bool PcapngSource::readBlock(Frame& frame) {
    const ByteView body = m_window.view().subspan(8, m_length - kBlockOverhead);
    switch (m_type) {
    case kSectionHeader:
        readComments(body.subspan(kSectionFixed), {PlaceKind::Offset, m_window.offset()});
        m_sectionFirst = m_interfaces.size();
        return false;
    case kInterfaceDescription:
        return readInterface(body);
    case kEnhancedPacket:
        return readEnhancedPacket(body, frame);
    case kSimplePacket:
        return readSimplePacket(body, frame);
    case kPacket:
        return readObsoletePacket(body, frame);
    case kDecryptionSecrets:
        return readSecrets(body);
    case kNameResolution:
        readNames(body);
        return false;
    default:
        return countsAsFrame(m_type) && countOnly(frame);
    }
}

bool PcapngSource::readInterface(ByteView body) {
    std::optional<DescribedInterface> described = parseInterface(body, m_order);
    if (!described) {
        badBlock();
        described.emplace(); // keeps the numbers of the interfaces after it
    }
    if (body.size() >= kInterfaceFixed)
        readComments(body.subspan(kInterfaceFixed), {PlaceKind::Offset, m_window.offset()});
    if (m_interfaces.size() < kMaxInterfaces) {
        m_interfaces.push_back(std::move(described->facts));
        m_clocks.push_back(described->clock);
    }
    return false;
}

// Kind 4, length 4, then the secrets, padded.
bool PcapngSource::readSecrets(ByteView body) {
    constexpr std::size_t kFixed = 8;
    if (body.size() < kFixed || m_order.u32(body.data() + 4) > body.size() - kFixed) {
        badBlock();
        return false;
    }
    if (m_annotations != nullptr)
        m_annotations->onSecrets(m_order.u32(body.data()), body.subspan(kFixed, m_order.u32(body.data() + 4)));
    return false;
}

void PcapngSource::readComments(ByteView options, Place place) {
    constexpr std::uint16_t kComment = 1;
    if (m_annotations == nullptr)
        return;
    OptionReader reader(options, m_order);
    while (const std::optional<Option> option = reader.next())
        if (option->code == kComment && !option->value.empty())
            m_annotations->onComment(place, asText(option->value));
}

// Records of a type and a length, 2 each, then an address and its names, each ended by a NUL; padded. Options follow
// the record of type 0.
void PcapngSource::readNames(ByteView body) {
    constexpr std::uint16_t kIpv4Record = 1;
    constexpr std::uint16_t kIpv6Record = 2;
    const Place place{PlaceKind::Offset, m_window.offset()};
    if (m_annotations == nullptr)
        return;
    OptionReader records(body, m_order); // of the same shape as options
    while (const std::optional<Option> record = records.next()) {
        const std::size_t addressSize = record->code == kIpv4Record ? 4 : record->code == kIpv6Record ? 16 : 0;
        if (addressSize == 0 || record->value.size() <= addressSize)
            continue;
        const std::uint8_t* p = record->value.data();
        const IpAddress address = addressSize == 4 ? IpAddress::v4(p) : IpAddress::v6(p);
        const std::string_view names = asText(record->value.subspan(addressSize));
        if (const std::string_view first = names.substr(0, names.find('\0')); !first.empty())
            m_annotations->onName(place, address, first);
    }
}

void PcapngSource::begin(Frame& frame) {
    frame = Frame{};
    frame.number = ++m_count;
    frame.fileOffset = m_window.offset();
}

bool PcapngSource::countOnly(Frame& frame) {
    begin(frame);
    frame.isPacket = false;
    return true;
}

// Fills in what hangs on the interface; rest begins with the packet's bytes.
bool PcapngSource::finish(Frame& frame, std::uint32_t interfaceId, std::uint64_t ticks, ByteView rest,
                          std::uint32_t captured) {
    const Place place{PlaceKind::Frame, frame.number};
    frame.bytes = rest.subspan(0, captured);
    if (rest.size() > padded(captured) && m_type != kSimplePacket)
        readComments(rest.subspan(static_cast<std::size_t>(padded(captured))), place);
    if (interfaceId >= m_interfaces.size() - m_sectionFirst) {
        m_log.add(diag::kCaptureNoInterface, place);
        frame.isPacket = false; // without its link type nothing can be said about the bytes
        return true;
    }
    const std::size_t index = m_sectionFirst + interfaceId;
    frame.interfaceIndex = static_cast<std::uint32_t>(index);
    frame.linkType = m_interfaces[index].linkType;
    if (m_type != kSimplePacket) {
        frame.time = m_clocks[index].toTime(ticks);
        if (!frame.time.isValid())
            m_log.add(diag::kCaptureBadTime, place);
    }
    if (captured < frame.originalLength)
        m_log.add(diag::kCaptureSnapLength, place);
    return true;
}

bool PcapngSource::readEnhancedPacket(ByteView body, Frame& frame) {
    constexpr std::size_t kFixed = 20;
    if (body.size() < kFixed || m_order.u32(body.data() + 12) > body.size() - kFixed) {
        badBlock();
        return false;
    }
    begin(frame);
    const std::uint8_t* p = body.data();
    const std::uint64_t ticks = std::uint64_t{m_order.u32(p + 4)} << 32 | m_order.u32(p + 8);
    frame.originalLength = m_order.u32(p + 16);
    return finish(frame, m_order.u32(p), ticks, body.subspan(kFixed), m_order.u32(p + 12));
}

bool PcapngSource::readObsoletePacket(ByteView body, Frame& frame) {
    constexpr std::size_t kFixed = 20;
    if (body.size() < kFixed || m_order.u32(body.data() + 12) > body.size() - kFixed) {
        badBlock();
        return false;
    }
    begin(frame);
    const std::uint8_t* p = body.data(); // the interface has 16 bits here, then 16 of drops
    const std::uint64_t ticks = std::uint64_t{m_order.u32(p + 4)} << 32 | m_order.u32(p + 8);
    frame.originalLength = m_order.u32(p + 16);
    return finish(frame, m_order.u16(p), ticks, body.subspan(kFixed), m_order.u32(p + 12));
}

// Has no captured length: the packet was cut to the snap length of the first interface.
bool PcapngSource::readSimplePacket(ByteView body, Frame& frame) {
    if (body.size() < 4) {
        badBlock();
        return false;
    }
    const std::uint32_t original = m_order.u32(body.data());
    std::uint64_t captured = original;
    if (m_sectionFirst < m_interfaces.size() && m_interfaces[m_sectionFirst].snapLength != 0)
        captured = std::min<std::uint64_t>(captured, m_interfaces[m_sectionFirst].snapLength);
    if (captured > body.size() - 4) {
        badBlock();
        return false;
    }
    begin(frame);
    frame.originalLength = original;
    return finish(frame, 0, 0, body.subspan(4), static_cast<std::uint32_t>(captured));
}

} // namespace echelle::capture
