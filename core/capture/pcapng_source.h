#pragma once

#include "core/capture/byte_order.h"
#include "core/capture/frame_source.h"
#include "core/capture/pcapng_interface.h"
#include "core/capture/read_window.h"

namespace echelle::capture {

// Reads a pcapng file (draft-ietf-opsawg-pcapng): several sections in either byte order, several interfaces with their
// own link type and clock. After a damaged block reading goes on at the next block that looks right. Interfaces are
// numbered over the whole file, so that those of two sections are told apart.
class PcapngSource final : public FrameSource {
public:
    // log outlives the source.
    PcapngSource(std::unique_ptr<ByteReader> reader, ImportLog& log);

    Result<bool> next(Frame& frame) override;
    [[nodiscard]] std::string_view formatName() const override { return "pcapng"; }
    [[nodiscard]] const std::vector<Interface>& interfaces() const override { return m_interfaces; }
    [[nodiscard]] std::uint64_t bytesConsumed() const override { return m_window.bytesConsumed(); }

private:
    enum class Header : std::uint8_t { Good, Bad, Cut };

    Header readBlockHeader();
    Header readSectionHeader();
    bool resynchronise(bool isCut);
    [[nodiscard]] bool isBlockAt(std::size_t offset);
    Result<bool> end();

    // Each reads one block's body; true where it gave a frame.
    bool readBlock(Frame& frame);
    bool readInterface(ByteView body);
    bool readSecrets(ByteView body);
    void readNames(ByteView body);
    void readComments(ByteView options, Place place);
    bool readEnhancedPacket(ByteView body, Frame& frame);
    bool readObsoletePacket(ByteView body, Frame& frame);
    bool readSimplePacket(ByteView body, Frame& frame);
    bool countOnly(Frame& frame);

    void begin(Frame& frame);
    bool finish(Frame& frame, std::uint32_t interfaceId, std::uint64_t ticks, ByteView rest, std::uint32_t captured);
    void badBlock();

    ReadWindow m_window;
    ImportLog& m_log;
    ByteOrder m_order;
    std::vector<Interface> m_interfaces;
    std::vector<pcapng::InterfaceClock> m_clocks; // one per interface
    std::size_t m_sectionFirst = 0;               // index of the first interface of this section
    std::uint32_t m_type = 0;                     // of the block at the front
    std::uint32_t m_length = 0;
    std::uint64_t m_count = 0;
    bool m_isDone = false;
};

} // namespace echelle::capture
