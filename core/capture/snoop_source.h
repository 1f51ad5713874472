#pragma once

#include "core/capture/frame_source.h"
#include "core/capture/read_window.h"

namespace echelle::capture {

// Reads a snoop file (RFC 1761), as Solaris' snoop and some probes write it. A record whose lengths cannot be ends the
// reading: nothing in the format tells where the next one begins.
class SnoopSource final : public FrameSource {
public:
    // log outlives the source.
    SnoopSource(std::unique_ptr<ByteReader> reader, ImportLog& log) : m_window(std::move(reader)), m_log(log) {}

    Result<bool> next(Frame& frame) override;
    [[nodiscard]] std::string_view formatName() const override { return "snoop"; }
    [[nodiscard]] const std::vector<Interface>& interfaces() const override { return m_interfaces; }
    [[nodiscard]] std::uint64_t bytesConsumed() const override { return m_window.bytesConsumed(); }

private:
    bool readFileHeader();
    Result<bool> end();

    ReadWindow m_window;
    ImportLog& m_log;
    std::vector<Interface> m_interfaces; // one, once the file header is read
    std::uint64_t m_count = 0;
    bool m_isDone = false;
};

} // namespace echelle::capture
