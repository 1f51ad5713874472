#pragma once

#include "core/capture/plain_reader.h"

#include <memory>
#include <vector>

namespace echelle::capture {

// Decompresses gzip (RFC 1952), several members after each other too. What is damaged or cut ends the content, after
// all that could be decompressed, and is noted in the log.
class GzipReader final : public ByteReader {
public:
    GzipReader(PlainReader source, ImportLog& log);
    ~GzipReader() override;
    GzipReader(const GzipReader&) = delete;
    GzipReader& operator=(const GzipReader&) = delete;

    Result<std::size_t> read(std::uint8_t* into, std::size_t size) override;
    [[nodiscard]] std::uint64_t bytesConsumed() const override;

private:
    struct Stream; // keeps zlib.h out of the header
    Result<bool> refill();
    bool beginNextMember();
    void stop(std::string_view code);

    PlainReader m_source;
    ImportLog& m_log;
    std::unique_ptr<Stream> m_stream;
    std::vector<std::uint8_t> m_input;
    std::uint64_t m_produced = 0;
    bool m_isDone = false;
};

} // namespace echelle::capture
