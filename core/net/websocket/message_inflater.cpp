#include "core/net/websocket/message_inflater.h"

#include <zlib.h>

#include <algorithm>
#include <array>

namespace echelle::net::websocket {
namespace {

constexpr int kRawDeflate = -15;                                // no zlib header, the largest window
constexpr std::size_t kMaxOutput = std::size_t{16} << 20;       // of one message
constexpr std::array<std::uint8_t, 4> kTail = {0, 0, 255, 255}; // cut off by the sender

} // namespace

struct MessageInflater::Stream {
    z_stream z{};
    bool isOpen = false;
    Stream() { isOpen = inflateInit2(&z, kRawDeflate) == Z_OK; }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    ~Stream() {
        if (isOpen)
            inflateEnd(&z);
    }
};

MessageInflater::MessageInflater() : m_stream(std::make_unique<Stream>()) {}
MessageInflater::~MessageInflater() = default;

void MessageInflater::reset() {
    if (m_stream->isOpen)
        m_stream->isOpen = inflateReset2(&m_stream->z, kRawDeflate) == Z_OK;
}

MessageInflater::Outcome MessageInflater::inflate(ByteView message, std::size_t maxSize, std::string& text) {
    text.clear();
    if (!m_stream->isOpen)
        return Outcome::Failed;
    z_stream& z = m_stream->z;
    std::array<std::uint8_t, 16'384> out{};
    std::size_t produced = 0;
    for (const ByteView part : {message, ByteView(kTail)}) {
        z.next_in = const_cast<Bytef*>(part.data()); // zlib reads only, and has no const here
        z.avail_in = static_cast<uInt>(part.size());
        do {
            z.next_out = out.data();
            z.avail_out = static_cast<uInt>(out.size());
            const int status = ::inflate(&z, Z_SYNC_FLUSH);
            const std::size_t got = out.size() - z.avail_out;
            produced += got;
            text.append(reinterpret_cast<const char*>(out.data()), std::min(got, maxSize - text.size()));
            if (status == Z_STREAM_END) { // a final block: what follows begins anew (section 7.2.3.4)
                if (inflateReset(&z) != Z_OK)
                    return Outcome::Failed;
            } else if (status == Z_BUF_ERROR) {
                break; // nothing left to do with this part
            } else if (status != Z_OK || produced > kMaxOutput) {
                reset();
                return Outcome::Failed;
            }
        } while (z.avail_in > 0 || z.avail_out == 0);
    }
    return produced > maxSize ? Outcome::TooLarge : Outcome::Whole;
}

} // namespace echelle::net::websocket
