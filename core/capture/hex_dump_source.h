#pragma once

#include "core/capture/frame_source.h"
#include "core/capture/hex_dump_line.h"
#include "core/capture/read_window.h"

namespace echelle::capture {

// Reads packets from a hex dump (see HexLine). Offset 0 begins a packet. The bytes are an Ethernet frame, as text2pcap
// takes them, unless they are an IP packet by version and length. The time is that of the last line of text before the
// packet that has one; where it has no date it is a time of the day on which the file was last written.
class HexDumpSource final : public FrameSource {
public:
    // modified: when the file was last written, nanoseconds since 1970; log outlives the source.
    HexDumpSource(std::unique_ptr<ByteReader> reader, std::int64_t modifiedNs, ImportLog& log);

    Result<bool> next(Frame& frame) override;
    [[nodiscard]] std::string_view formatName() const override { return "hex"; }
    [[nodiscard]] const std::vector<Interface>& interfaces() const override { return m_interfaces; }
    [[nodiscard]] std::uint64_t bytesConsumed() const override { return m_window.bytesConsumed(); }
    [[nodiscard]] bool isZoneUnknown() const override { return true; }

private:
    bool readLine(std::string_view& line);
    bool takeLine(std::string_view line);
    void append(const HexLine& hex);
    bool giveFrame(Frame& frame);

    ReadWindow m_window;
    ImportLog& m_log;
    std::vector<Interface> m_interfaces;
    std::int64_t m_dayNs; // start of the day of the file
    std::vector<std::uint8_t> m_packet;
    std::vector<std::uint8_t> m_given; // the bytes of the frame given out last
    std::size_t m_lineStart = 0;       // in m_packet, of the last line
    Timestamp m_packetTime;
    Timestamp m_textTime;          // of the last line of text that has one
    std::optional<HexLine> m_held; // first line of the packet after the one given out
    std::uint64_t m_packetOffset = 0;
    std::uint64_t m_lineOffset = 0;
    std::uint64_t m_count = 0;
    bool m_isBroken = false; // lines of this packet do not continue each other
};

} // namespace echelle::capture
