#pragma once

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/capture/input.h"

#include <memory>
#include <string>
#include <string_view>

namespace echelle::exports {

enum class Encoding : std::uint8_t { Utf8, Windows1252, Utf16Le, Utf16Be };

// What the text seems to be written in: by its byte order mark, else UTF-16 by where its NULs are, else UTF-8 where it
// is that, else Windows-1252. head may be cut within a character.
[[nodiscard]] Encoding encodingOf(std::string_view head);
// Of one value: bytes that are no UTF-8 are taken for Windows-1252.
[[nodiscard]] std::string fromWindows1252(std::string_view bytes);

// The text of an export as UTF-8, in a window: what was not consumed can be seen at once, up to kMostHeld bytes.
class TextInput {
public:
    static constexpr std::size_t kMostHeld = std::size_t{4} << 20;

    // bytes is read on; a byte order mark is left out.
    TextInput(std::unique_ptr<capture::ByteReader> bytes, Encoding encoding);

    // What is held and not consumed. Valid until the next call of more().
    [[nodiscard]] std::string_view held() const { return std::string_view(m_text).substr(m_begin); }
    void consume(std::size_t bytes) { m_begin += bytes; }
    // Reads on, so that held() grows. False at the end of the text, or where kMostHeld is held already.
    Result<bool> more();
    [[nodiscard]] bool isAtEnd() const { return m_isAtEnd; }
    [[nodiscard]] std::uint64_t bytesConsumed() const { return m_bytes->bytesConsumed(); }

private:
    void take(std::string_view bytes);

    std::unique_ptr<capture::ByteReader> m_bytes;
    Encoding m_encoding;
    std::string m_text;
    std::size_t m_begin = 0;
    std::string m_cut; // bytes of a character whose others were not read yet
    bool m_isFirst = true;
    bool m_isAtEnd = false;
};

// The first bytes of an input as UTF-8, to tell what it is.
[[nodiscard]] std::string sampleOf(const capture::Input& input, Encoding& encoding);

} // namespace echelle::exports
