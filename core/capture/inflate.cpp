#include "core/capture/inflate.h"

#include <zlib.h>

#include <array>

namespace echelle::capture {

bool inflateWhole(ByteView compressed, std::string& out) {
    constexpr std::size_t kMaxSize = std::size_t{1} << 20;
    constexpr int kWindowAndDetect = 15 + 32; // zlib or gzip, whichever the header says
    out.clear();
    z_stream stream{};
    if (inflateInit2(&stream, kWindowAndDetect) != Z_OK)
        return false;
    stream.next_in = const_cast<Bytef*>(compressed.data()); // zlib.h has no const; it only reads
    stream.avail_in = static_cast<uInt>(compressed.size());
    std::array<char, 4096> block{};
    int status = Z_OK;
    while (status == Z_OK && out.size() <= kMaxSize) {
        stream.next_out = reinterpret_cast<Bytef*>(block.data());
        stream.avail_out = static_cast<uInt>(block.size());
        status = ::inflate(&stream, Z_NO_FLUSH);
        const std::size_t made = block.size() - stream.avail_out;
        out.append(block.data(), made);
        if (made == 0 && stream.avail_in == 0)
            break;
    }
    inflateEnd(&stream);
    return status == Z_STREAM_END && out.size() <= kMaxSize;
}

} // namespace echelle::capture
