#pragma once

#include "core/exports/text_input.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::exports {

enum class JsonToken : std::uint8_t {
    BeginObject,
    EndObject,
    BeginArray,
    EndArray,
    Key,
    String,
    Literal, // a number, true, false or null, as written
    End,     // of the text, or of what was whole of it
    Bad      // what stands here is no JSON (RFC 8259)
};

// Reads JSON token by token (RFC 8259), over any number of values one after the other. No recursion; at most kMostDepth
// levels, and strings of kMostString bytes, beyond which they are cut. Lenient where nothing is lost by it.
class JsonReader {
public:
    static constexpr std::size_t kMostDepth = 64;
    static constexpr std::size_t kMostString = std::size_t{1} << 20;

    explicit JsonReader(TextInput text) : m_text(std::move(text)) {}

    // Errors are those of reading.
    Result<JsonToken> next();
    // Of Key, String and Literal, unescaped. Valid until the next call.
    [[nodiscard]] std::string_view text() const { return m_value; }
    [[nodiscard]] std::size_t depth() const { return m_levels.size(); }
    // What begins with the token that was given last is left out to its end.
    Result<JsonToken> skip(JsonToken begun);
    // After Bad: goes on behind the next line break, or where the next element of the array at depth `level` begins,
    // whichever comes first. False at the end.
    Result<bool> recover(std::size_t level);
    [[nodiscard]] std::uint64_t bytesConsumed() const { return m_text.bytesConsumed(); }

private:
    Result<bool> fill(std::size_t bytes); // false where fewer are left
    Result<JsonToken> readString(JsonToken kind);
    Result<JsonToken> readLiteral();
    Result<char> skipBlanks(); // the next character; 0 at the end
    JsonToken begin(char bracket);
    JsonToken end(char bracket);

    TextInput m_text;
    std::string_view m_value;
    std::string m_owned;
    std::vector<char> m_levels; // open brackets
    bool m_isValueDue = true;   // in an object: false where a key is due
};

} // namespace echelle::exports
