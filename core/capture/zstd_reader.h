#pragma once

#include "core/capture/plain_reader.h"

#include <memory>
#include <vector>

namespace echelle::capture {

// Decompresses Zstandard (RFC 8878), several frames after each other too; damage as in GzipReader. Windows larger than
// libzstd's default bound of 128 MiB are refused, so that a header cannot ask for memory.
class ZstdReader final : public ByteReader {
public:
    ZstdReader(PlainReader source, ImportLog& log);
    ~ZstdReader() override;
    ZstdReader(const ZstdReader&) = delete;
    ZstdReader& operator=(const ZstdReader&) = delete;

    Result<std::size_t> read(std::uint8_t* into, std::size_t size) override;
    [[nodiscard]] std::uint64_t bytesConsumed() const override;

private:
    struct Stream; // keeps zstd.h out of the header
    Result<bool> refill();
    void stop(std::string_view code);

    PlainReader m_source;
    ImportLog& m_log;
    std::unique_ptr<Stream> m_stream;
    std::vector<std::uint8_t> m_input;
    std::uint64_t m_produced = 0;
    bool m_isDone = false;
};

} // namespace echelle::capture
