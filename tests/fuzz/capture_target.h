#pragma once

#include "core/capture/frame_source.h"
#include "tests/unit/logs/memory_reader.h"

#include <cstdlib>
#include <memory>
#include <string>

// What must hold for any bytes read as a capture.
namespace echelle::fuzz {

// The first byte chooses how large the pieces are that the content arrives in; `magic` stands before the rest where the
// content would not be read as this format at all without it.
inline std::unique_ptr<test::MemoryReader> contentOf(const std::uint8_t* data, std::size_t size,
                                                     std::string_view magic = {}) {
    const std::size_t piece = size > 0 ? data[0] * std::size_t{16} + 1 : 1;
    std::string content(magic);
    content.append(reinterpret_cast<const char*>(data) + (size > 0 ? 1 : 0), size > 0 ? size - 1 : 0);
    return std::make_unique<test::MemoryReader>(std::move(content), piece);
}

// Reading ends, frames count on by one, and each byte of a frame can be read.
inline void readAll(capture::FrameSource& source, std::size_t size) {
    capture::Frame frame;
    std::uint64_t last = 0;
    unsigned sum = 0;
    while (true) {
        const Result<bool> more = source.next(frame);
        if (!more || !*more)
            break;
        if (frame.number != ++last || frame.bytes.size() > size || last > size)
            std::abort();
        for (const std::uint8_t byte : frame.bytes)
            sum += byte;
    }
    volatile unsigned kept = sum;
    (void)kept;
}

} // namespace echelle::fuzz
