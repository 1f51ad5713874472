#pragma once

#include "core/base/byte_view.h"
#include "core/base/result.h"
#include "core/capture/input.h"

#include <memory>
#include <optional>

namespace echelle::capture {

// A view that slides over a ByteReader: whole records can be looked at in place, without a copy per record. It reads in
// large blocks and holds no more than one block and the largest record asked for; memory grows only as bytes arrive, so
// a length field that lies costs nothing.
class ReadWindow {
public:
    explicit ReadWindow(std::unique_ptr<ByteReader> reader);

    // True where at least size bytes stand at the front now. False at the end of the content, or where reading failed
    // (see error()). Earlier views are no longer valid.
    [[nodiscard]] bool require(std::size_t size) { return m_end - m_begin >= size || fill(size); }
    [[nodiscard]] ByteView view() const { return {m_buffer.get() + m_begin, m_end - m_begin}; }
    void consume(std::size_t size) { m_begin += size; }
    // Passes over size bytes that need not be seen; stops at the end of the content.
    void skip(std::uint64_t size);

    [[nodiscard]] std::uint64_t offset() const { return m_fetched - (m_end - m_begin); } // of the front, in the content
    [[nodiscard]] std::uint64_t bytesConsumed() const { return m_reader->bytesConsumed(); }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

private:
    bool fill(std::size_t size);
    void makeRoom();

    std::unique_ptr<ByteReader> m_reader;
    std::unique_ptr<std::uint8_t[]> m_buffer;
    std::size_t m_capacity;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    std::uint64_t m_fetched = 0;
    bool m_isAtEnd = false;
    std::optional<Error> m_error;
};

} // namespace echelle::capture
