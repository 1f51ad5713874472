#include "core/capture/pcapng_writer.h"

#include "core/capture/pcapng_block.h"

#include <algorithm>
#include <cassert>

namespace echelle::capture {
namespace {

using namespace pcapng;

constexpr std::uint16_t kOptEnd = 0;
constexpr std::uint16_t kOptComment = 1;
constexpr std::uint16_t kShbUserApplication = 4;
constexpr std::uint16_t kIfName = 2;
constexpr std::uint16_t kIfDescription = 3;
constexpr std::uint16_t kIfTsresol = 9;

// One block: opened with its type, closed with both of its lengths filled in.
class Block {
public:
    Block(std::string& out, std::uint32_t type) : m_out(out), m_begin(out.size()) {
        u32(type);
        u32(0);
    }
    ~Block() {
        const auto length = static_cast<std::uint32_t>(m_out.size() - m_begin + 4);
        u32(length);
        for (unsigned i = 0; i < 4; ++i)
            m_out[m_begin + 4 + i] = static_cast<char>(length >> (8 * i) & 0xff);
    }
    Block(const Block&) = delete;
    Block& operator=(const Block&) = delete;

    void u16(std::uint16_t value) {
        m_out += static_cast<char>(value & 0xff);
        m_out += static_cast<char>(value >> 8);
    }
    void u32(std::uint32_t value) {
        u16(static_cast<std::uint16_t>(value & 0xffff));
        u16(static_cast<std::uint16_t>(value >> 16));
    }
    void padded(std::string_view bytes) {
        m_out += bytes;
        m_out.append((4 - bytes.size() % 4) % 4, '\0');
    }
    void option(std::uint16_t code, std::string_view value) {
        if (value.empty())
            return;
        const std::string_view kept = value.substr(0, 65'535);
        u16(code);
        u16(static_cast<std::uint16_t>(kept.size()));
        padded(kept);
        m_hasOptions = true;
    }
    void endOptions() {
        if (!m_hasOptions)
            return;
        u16(kOptEnd);
        u16(0);
    }

private:
    std::string& m_out;
    std::size_t m_begin;
    bool m_hasOptions = false;
};

} // namespace

PcapngWriter::PcapngWriter(std::string& out, std::string_view application, std::string_view comment) : m_out(out) {
    Block block(m_out, kSectionHeader);
    block.u32(kByteOrderMagic);
    block.u16(1); // version 1.0
    block.u16(0);
    block.u32(0xffffffff); // section length not given
    block.u32(0xffffffff);
    block.option(kOptComment, comment);
    block.option(kShbUserApplication, application);
    block.endOptions();
}

std::uint32_t PcapngWriter::addInterface(const Interface& facts) {
    Block block(m_out, kInterfaceDescription);
    block.u16(static_cast<std::uint16_t>(facts.linkType));
    block.u16(0);
    block.u32(facts.snapLength);
    block.option(kIfName, facts.name);
    block.option(kIfDescription, facts.description);
    block.option(kIfTsresol, std::string_view("\x09", 1));
    block.endOptions();
    return m_interfaces++;
}

void PcapngWriter::addPacket(std::uint32_t interface, Timestamp time, ByteView bytes, std::uint32_t originalLength,
                             std::string_view comment) {
    assert(interface < m_interfaces);
    assert(bytes.size() < kMaxBlockLength);
    const std::uint64_t ns = time.isValid() && time.ns > 0 ? static_cast<std::uint64_t>(time.ns) : 0;
    Block block(m_out, kEnhancedPacket);
    block.u32(interface);
    block.u32(static_cast<std::uint32_t>(ns >> 32));
    block.u32(static_cast<std::uint32_t>(ns & 0xffffffff));
    block.u32(static_cast<std::uint32_t>(bytes.size()));
    block.u32(std::max(originalLength, static_cast<std::uint32_t>(bytes.size())));
    block.padded(asText(bytes));
    block.option(kOptComment, comment);
    block.endOptions();
}

} // namespace echelle::capture
