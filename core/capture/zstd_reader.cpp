#include "core/capture/zstd_reader.h"

#include "core/capture/decompression_bound.h"

#include <zstd.h>

namespace echelle::capture {

struct ZstdReader::Stream {
    ZSTD_DStream* z = ZSTD_createDStream();
    ZSTD_inBuffer in{nullptr, 0, 0};
    bool isFrameOpen = false;
    ~Stream() { ZSTD_freeDStream(z); }
};

ZstdReader::ZstdReader(PlainReader source, ImportLog& log)
    : m_source(std::move(source)), m_log(log), m_stream(std::make_unique<Stream>()), m_input(ZSTD_DStreamInSize()) {}

ZstdReader::~ZstdReader() = default;

std::uint64_t ZstdReader::bytesConsumed() const {
    return m_source.bytesConsumed() - (m_stream->in.size - m_stream->in.pos);
}

void ZstdReader::stop(std::string_view code) {
    m_log.add(code, {PlaceKind::Offset, bytesConsumed()}, "zstd");
    m_isDone = true;
}

Result<bool> ZstdReader::refill() {
    ZSTD_inBuffer& in = m_stream->in;
    if (in.pos < in.size)
        return true;
    const Result<std::size_t> got = m_source.read(m_input.data(), m_input.size());
    if (!got)
        return Unexpected(got.error());
    in = {m_input.data(), *got, 0};
    return *got > 0;
}

Result<std::size_t> ZstdReader::read(std::uint8_t* into, std::size_t size) {
    ZSTD_outBuffer out{into, size, 0};
    while (!m_isDone && out.pos == 0 && size > 0) {
        const Result<bool> more = refill();
        if (!more)
            return Unexpected(more.error());
        // At the end of the input the decoder may still hold output; it is asked once more with no input.
        const std::size_t state = ZSTD_decompressStream(m_stream->z, &out, &m_stream->in);
        if (ZSTD_isError(state) != 0) {
            stop(diag::kCaptureCompression);
        } else if (!*more && out.pos == 0) {
            if (m_stream->isFrameOpen)
                stop(diag::kCaptureCompression); // cut within a frame
            m_isDone = true;
        } else if (*more) {
            m_stream->isFrameOpen = state != 0;
        }
    }
    m_produced += out.pos;
    if (!m_isDone && exceedsRatio(m_produced, bytesConsumed()))
        stop(diag::kCaptureRatio);
    return out.pos;
}

} // namespace echelle::capture
