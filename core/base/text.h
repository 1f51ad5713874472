#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace echelle {

// ASCII only, as RFC 3261 section 7.3.1 asks for; bytes above 127 are left as they are.
[[nodiscard]] constexpr char toLowerAscii(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
[[nodiscard]] constexpr bool equalsNoCase(std::string_view a, std::string_view b) {
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i] != b[i] && toLowerAscii(a[i]) != toLowerAscii(b[i]))
            return false;
    return true;
}
[[nodiscard]] bool startsWithNoCase(std::string_view text, std::string_view prefix);
[[nodiscard]] std::string toLower(std::string_view text);
// Without leading and trailing SP, HTAB, CR, LF.
[[nodiscard]] constexpr std::string_view trim(std::string_view text) {
    // Not by find_first_not_of, which calls memchr for each character.
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    std::size_t begin = 0;
    std::size_t end = text.size();
    while (begin < end && isBlank(text[begin]))
        ++begin;
    while (end > begin && isBlank(text[end - 1]))
        --end;
    return begin == end ? std::string_view{} : text.substr(begin, end - begin);
}
// Decimal digits only, all of the text; nullopt where it is empty, has another character, or does not fit.
[[nodiscard]] std::optional<std::uint64_t> parseUnsigned(std::string_view text);
[[nodiscard]] bool isValidUtf8(std::string_view bytes);
// Every byte sequence that is no UTF-8 becomes U+FFFD; the rest is kept.
[[nodiscard]] std::string toValidUtf8(std::string_view bytes);
// Lower-case hexadecimal.
[[nodiscard]] std::string toHex(std::string_view bytes);
[[nodiscard]] std::string toBase64(std::string_view bytes); // RFC 4648 section 4

} // namespace echelle
