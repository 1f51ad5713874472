#pragma once

#include "core/capture/byte_order.h"
#include "core/capture/frame_source.h"
#include "core/capture/read_window.h"

namespace echelle::capture {

// True for the first four bytes of a pcap file: micro- or nanoseconds, either byte order, and Kuznetzov's variant.
[[nodiscard]] bool isPcapMagic(const std::uint8_t* fourBytes);

// Reads a pcap file (draft-ietf-opsawg-pcap). After a record whose length cannot be, reading goes on at the next place
// where two records in a row look right; the frames after it are counted on.
class PcapSource final : public FrameSource {
public:
    // log outlives the source.
    PcapSource(std::unique_ptr<ByteReader> reader, ImportLog& log);

    Result<bool> next(Frame& frame) override;
    [[nodiscard]] std::string_view formatName() const override { return "pcap"; }
    [[nodiscard]] const std::vector<Interface>& interfaces() const override { return m_interfaces; }
    [[nodiscard]] std::uint64_t bytesConsumed() const override { return m_window.bytesConsumed(); }

private:
    struct RecordHeader {
        std::uint32_t seconds = 0;
        std::uint32_t fraction = 0;
        std::uint32_t captured = 0;
        std::uint32_t original = 0;
    };

    bool readFileHeader();
    [[nodiscard]] RecordHeader parseHeader(const std::uint8_t* p) const;
    [[nodiscard]] bool isPlausible(const RecordHeader& header) const;
    [[nodiscard]] bool isRecordAt(std::size_t offset);
    bool resynchronise(bool isCut);
    Result<bool> end();
    void fillFrame(const RecordHeader& header, Frame& frame);

    ReadWindow m_window;
    ImportLog& m_log;
    ByteOrder m_order;
    std::vector<Interface> m_interfaces;
    std::size_t m_headerSize = 16;
    std::uint32_t m_maxCaptured = 0;
    std::uint32_t m_unitsPerSecond = 1'000'000;
    bool m_areLengthsSwapped = false;   // files older than version 2.3
    bool m_mayLengthsBeSwapped = false; // version 2.3: some writers did
    bool m_isHeaderRead = false;
    bool m_isDone = false;
    std::uint32_t m_lastSeconds = 0;
    std::uint64_t m_count = 0;
};

} // namespace echelle::capture
