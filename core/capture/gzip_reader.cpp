#include "core/capture/gzip_reader.h"

#include "core/capture/decompression_bound.h"

#include <zlib.h>

#include <algorithm>
#include <limits>

namespace echelle::capture {
namespace {
constexpr std::size_t kInputBlock = std::size_t{256} << 10;
constexpr int kGzipOnly = 16 + MAX_WBITS; // zlib.h, inflateInit2
} // namespace

struct GzipReader::Stream {
    z_stream z{};
    bool isReady = false;
    bool isBetweenMembers = false;
};

GzipReader::GzipReader(PlainReader source, ImportLog& log)
    : m_source(std::move(source)), m_log(log), m_stream(std::make_unique<Stream>()), m_input(kInputBlock) {
    m_stream->isReady = inflateInit2(&m_stream->z, kGzipOnly) == Z_OK;
}

GzipReader::~GzipReader() {
    if (m_stream->isReady)
        inflateEnd(&m_stream->z);
}

std::uint64_t GzipReader::bytesConsumed() const {
    return m_source.bytesConsumed() - m_stream->z.avail_in;
}

void GzipReader::stop(std::string_view code) {
    m_log.add(code, {PlaceKind::Offset, bytesConsumed()}, "gzip");
    m_isDone = true;
}

Result<bool> GzipReader::refill() {
    z_stream& z = m_stream->z;
    if (z.avail_in > 0)
        return true;
    const Result<std::size_t> got = m_source.read(m_input.data(), m_input.size());
    if (!got)
        return Unexpected(got.error());
    z.next_in = m_input.data();
    z.avail_in = static_cast<uInt>(*got);
    return *got > 0;
}

// After a member: another one, or padding of zeros (tar and tape writers), or bytes that are no gzip.
bool GzipReader::beginNextMember() {
    z_stream& z = m_stream->z;
    while (z.avail_in > 0 && *z.next_in == 0) {
        ++z.next_in;
        --z.avail_in;
    }
    if (z.avail_in == 0)
        return true; // more input decides
    if (*z.next_in != 0x1f) {
        stop(diag::kCaptureCompression);
        return false;
    }
    m_stream->isBetweenMembers = false;
    return inflateReset(&z) == Z_OK;
}

Result<std::size_t> GzipReader::read(std::uint8_t* into, std::size_t size) {
    z_stream& z = m_stream->z;
    if (!m_stream->isReady && !m_isDone)
        stop(diag::kCaptureCompression);
    const auto room = static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
    z.next_out = into;
    z.avail_out = room;
    while (!m_isDone && z.avail_out == room && room > 0) {
        const Result<bool> more = refill();
        if (!more)
            return Unexpected(more.error());
        if (!*more) {
            if (m_stream->isBetweenMembers)
                m_isDone = true;
            else
                stop(diag::kCaptureCompression); // cut within a member
            break;
        }
        if (m_stream->isBetweenMembers && (!beginNextMember() || m_stream->isBetweenMembers))
            continue;
        const int state = inflate(&z, Z_NO_FLUSH);
        if (state == Z_STREAM_END)
            m_stream->isBetweenMembers = true;
        else if (state != Z_OK && state != Z_BUF_ERROR)
            stop(diag::kCaptureCompression);
    }
    const std::size_t produced = room - z.avail_out;
    m_produced += produced;
    if (!m_isDone && exceedsRatio(m_produced, bytesConsumed()))
        stop(diag::kCaptureRatio);
    return produced;
}

} // namespace echelle::capture
