#pragma once

#include "core/capture/frame_source.h"
#include "core/capture/read_window.h"

#include <functional>

namespace echelle::capture {

// Reads a capture of Microsoft Network Monitor, versions 1 and 2 ("Microsoft Network Monitor capture file format" in
// Network Monitor's help, and what Wireshark tells of it). The table of frames stands behind the frames, so the file is
// read twice: its end for the table, then from the start. A frame that the table names out of order, or that cannot be
// where it says, counts as a frame and holds no packet.
class NetmonSource final : public FrameSource {
public:
    // Opens the content from its start; the log is for the damage met in it.
    using OpenContent = std::function<std::unique_ptr<ByteReader>(ImportLog&)>;

    // log, and what open borrows, outlive the source.
    NetmonSource(OpenContent open, ImportLog& log) : m_open(std::move(open)), m_window(m_open(log)), m_log(log) {}

    Result<bool> next(Frame& frame) override;
    [[nodiscard]] std::string_view formatName() const override { return "netmon"; }
    [[nodiscard]] const std::vector<Interface>& interfaces() const override { return m_interfaces; }
    [[nodiscard]] std::uint64_t bytesConsumed() const override { return m_window.bytesConsumed(); }
    [[nodiscard]] bool isZoneUnknown() const override { return m_isLocalTime; }

private:
    enum class Read : std::uint8_t { Frame, NoFrame, Bad, End };

    bool readFileHeader();
    void readFrameTable(std::uint32_t offset, std::uint32_t length);
    Read readFrame(std::uint32_t offset, Frame& frame);
    Read badFrame(Frame& frame, std::uint32_t offset);
    void setLink(std::uint16_t network, Frame& frame);
    Result<bool> end();

    OpenContent m_open;
    ReadWindow m_window;
    ImportLog& m_log;
    std::vector<Interface> m_interfaces; // one, once the file header is read
    std::vector<std::uint32_t> m_offsets;
    std::size_t m_next = 0; // in m_offsets
    Timestamp m_start;
    std::uint16_t m_network = 0;
    unsigned m_version = 0; // 100 for 1.0, 203 for 2.3
    bool m_isLocalTime = true;
    std::uint64_t m_count = 0;
    bool m_isDone = false;
};

} // namespace echelle::capture
