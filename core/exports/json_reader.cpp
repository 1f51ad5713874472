#include "core/exports/json_reader.h"

#include "core/base/text.h"

#include <cstring>

namespace echelle::exports {

namespace {

bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\x1e'; // RFC 7464 separates records by the last
}

int hexValue(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    c = toLowerAscii(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// Four hexadecimal digits; -1 where they are none.
int unitAt(std::string_view text) {
    if (text.size() < 4)
        return -1;
    int unit = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const int digit = hexValue(text[i]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

void appendCharacter(std::string& out, std::uint32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
        return;
    }
    char bytes[4];
    std::size_t size = 0;
    for (; c >= (size == 0 ? 0x40U : size == 1 ? 0x20U : 0x10U) && size < 3; c >>= 6)
        bytes[size++] = static_cast<char>(0x80 | (c & 0x3f));
    out += static_cast<char>((size == 1 ? 0xc0U : size == 2 ? 0xe0U : 0xf0U) | c);
    while (size > 0)
        out += bytes[--size];
}

// Escapes undone (RFC 8259 section 7); false where one is none.
bool unescape(std::string_view text, std::string& out) {
    out.clear();
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            out += text[i];
            continue;
        }
        if (++i == text.size())
            return false;
        static constexpr std::string_view kNames = "\"\\/bfnrt";
        static constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
        if (const std::size_t which = kNames.find(text[i]); which != std::string_view::npos) {
            out += kMeant[which];
            continue;
        }
        const int unit = text[i] == 'u' ? unitAt(text.substr(i + 1)) : -1;
        if (unit < 0)
            return false;
        i += 4;
        std::uint32_t c = static_cast<std::uint32_t>(unit);
        if (c >= 0xd800 && c < 0xdc00 && text.substr(i + 1, 2) == "\\u") {
            const int low = unitAt(text.substr(i + 3));
            if (low >= 0xdc00 && low < 0xe000) {
                c = 0x10000 + ((c - 0xd800) << 10) + (static_cast<std::uint32_t>(low) - 0xdc00);
                i += 6;
            }
        }
        appendCharacter(out, c >= 0xd800 && c < 0xe000 ? 0xfffd : c);
    }
    return true;
}

} // namespace

Result<bool> JsonReader::fill(std::size_t bytes) {
    while (m_text.held().size() < bytes) {
        const auto read = m_text.more();
        if (!read)
            return Unexpected(read.error());
        if (!*read && m_text.held().size() < bytes)
            return false;
    }
    return true;
}

Result<char> JsonReader::skipBlanks() {
    while (true) {
        const std::string_view held = m_text.held();
        std::size_t n = 0;
        while (n < held.size() && isBlank(held[n]))
            ++n;
        m_text.consume(n);
        if (n < held.size())
            return held[n];
        const auto more = fill(1);
        if (!more)
            return Unexpected(more.error());
        if (!*more)
            return '\0';
    }
}

JsonToken JsonReader::begin(char bracket) {
    if (m_levels.size() >= kMostDepth)
        return JsonToken::Bad;
    m_levels.push_back(bracket);
    m_isValueDue = bracket == '[';
    m_text.consume(1);
    return bracket == '[' ? JsonToken::BeginArray : JsonToken::BeginObject;
}

JsonToken JsonReader::end(char bracket) {
    const char open = bracket == ']' ? '[' : '{';
    if (m_levels.empty() || m_levels.back() != open)
        return JsonToken::Bad;
    m_levels.pop_back();
    m_isValueDue = m_levels.empty() || m_levels.back() == '[';
    m_text.consume(1);
    return bracket == ']' ? JsonToken::EndArray : JsonToken::EndObject;
}

Result<JsonToken> JsonReader::next() {
    while (true) {
        const auto blank = skipBlanks();
        if (!blank)
            return Unexpected(blank.error());
        const char c = *blank;
        switch (c) {
        case '\0':
            if (m_text.held().empty())
                return JsonToken::End;
            return JsonToken::Bad;
        case ',':
            m_text.consume(1);
            continue;
        case '{':
        case '[':
            if (!m_isValueDue)
                return JsonToken::Bad;
            return begin(c);
        case '}':
        case ']':
            return end(c);
        case '"': {
            const bool isKey = !m_isValueDue;
            auto token = readString(isKey ? JsonToken::Key : JsonToken::String);
            if (!token || *token == JsonToken::Bad)
                return token;
            if (!isKey)
                m_isValueDue = m_levels.empty() || m_levels.back() == '[';
            return token;
        }
        default:
            return m_isValueDue ? readLiteral() : Result<JsonToken>(JsonToken::Bad);
        }
    }
}

Result<JsonToken> JsonReader::readString(JsonToken kind) {
    std::size_t at = 1;
    bool hasEscape = false;
    bool isCut = false;
    while (true) {
        const std::string_view held = m_text.held();
        const void* quote = at < held.size() ? std::memchr(held.data() + at, '"', held.size() - at) : nullptr;
        const std::size_t end =
            quote == nullptr ? held.size() : static_cast<std::size_t>(static_cast<const char*>(quote) - held.data());
        // A quote after an odd number of backslashes is one of the text.
        std::size_t slashes = 0;
        while (end > slashes + 1 && held[end - 1 - slashes] == '\\')
            ++slashes;
        hasEscape = hasEscape || std::memchr(held.data() + at, '\\', end - at) != nullptr;
        if (quote != nullptr && slashes % 2 == 0) {
            at = end;
            break;
        }
        if (quote != nullptr) {
            at = end + 1;
            continue;
        }
        at = end - (slashes % 2);
        if (at > kMostString + 1) { // too long: what is beyond is passed over
            isCut = true;
            break;
        }
        const auto more = fill(held.size() + 1);
        if (!more)
            return Unexpected(more.error());
        if (!*more)
            return JsonToken::Bad;
    }
    const std::string_view raw = m_text.held().substr(1, at - 1);
    if (hasEscape || isCut || raw.size() > kMostString) {
        std::string_view kept = raw.substr(0, kMostString);
        while (!kept.empty() && raw.size() > kMostString && kept.back() == '\\')
            kept.remove_suffix(1);
        if (!unescape(kept, m_owned))
            return JsonToken::Bad;
        m_value = m_owned;
    } else {
        m_value = raw;
    }
    if (isCut) {
        m_text.consume(at);
        bool isEscaped = false;
        for (bool isOver = false; !isOver;) { // to the closing quote
            const auto more = fill(1);
            if (!more)
                return Unexpected(more.error());
            if (!*more)
                return JsonToken::Bad;
            const std::string_view held = m_text.held();
            std::size_t n = 0;
            for (; n < held.size() && !isOver; ++n) {
                isOver = !isEscaped && held[n] == '"';
                isEscaped = !isEscaped && held[n] == '\\';
            }
            m_text.consume(n);
        }
    } else {
        m_text.consume(at + 1);
    }
    if (kind != JsonToken::Key)
        return kind;
    if (m_text.held().starts_with(':')) {
        m_text.consume(1);
        m_isValueDue = true;
        return kind;
    }
    if (m_value.data() != m_owned.data()) { // looking for the colon may read on
        m_owned.assign(m_value);
        m_value = m_owned;
    }
    const auto colon = skipBlanks();
    if (!colon)
        return Unexpected(colon.error());
    if (*colon != ':')
        return JsonToken::Bad;
    m_text.consume(1);
    m_isValueDue = true;
    return kind;
}

Result<JsonToken> JsonReader::readLiteral() {
    constexpr std::size_t kLongest = 64;
    std::size_t n = 0;
    while (n < kLongest) {
        const auto more = fill(n + 1);
        if (!more)
            return Unexpected(more.error());
        if (!*more)
            break;
        const char c = m_text.held()[n];
        const bool isPart = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' ||
                            c == '-' || c == '.';
        if (!isPart)
            break;
        ++n;
    }
    const std::string_view text = m_text.held().substr(0, n);
    const bool isNumber = n > 0 && (text[0] == '-' || (text[0] >= '0' && text[0] <= '9'));
    if (!isNumber && text != "true" && text != "false" && text != "null")
        return JsonToken::Bad;
    m_owned.assign(text);
    m_value = m_owned;
    m_text.consume(n);
    m_isValueDue = m_levels.empty() || m_levels.back() == '[';
    return JsonToken::Literal;
}

Result<JsonToken> JsonReader::skip(JsonToken begun) {
    if (begun != JsonToken::BeginArray && begun != JsonToken::BeginObject)
        return begun;
    const std::size_t level = m_levels.size();
    while (true) {
        auto token = next();
        if (!token || *token == JsonToken::Bad || *token == JsonToken::End)
            return token;
        if (m_levels.size() < level)
            return token;
    }
}

Result<bool> JsonReader::recover(std::size_t level) {
    if (m_levels.size() > level)
        m_levels.resize(level);
    m_isValueDue = m_levels.empty() || m_levels.back() == '[';
    bool isAfterObject = false; // or after an array
    bool isAfterComma = false;
    while (true) {
        const auto more = fill(1);
        if (!more)
            return Unexpected(more.error());
        if (!*more)
            return false;
        const char c = m_text.held()[0];
        if ((c == '{' || c == '[') && isAfterComma)
            return true; // "}, {"
        m_text.consume(1);
        if (c == '\n' && level == 0)
            return true;
        if (isBlank(c))
            continue;
        isAfterComma = isAfterObject && c == ',';
        isAfterObject = c == '}' || c == ']';
    }
}

} // namespace echelle::exports
