#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace echelle {

// ASCII only, as RFC 3261 section 7.3.1 asks for; bytes above 127 are left as they are.
[[nodiscard]] constexpr char toLowerAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
[[nodiscard]] bool equalsNoCase(std::string_view a, std::string_view b);
[[nodiscard]] bool startsWithNoCase(std::string_view text, std::string_view prefix);
[[nodiscard]] std::string toLower(std::string_view text);
// Without leading and trailing SP, HTAB, CR, LF.
[[nodiscard]] std::string_view trim(std::string_view text);
// Decimal digits only, all of the text; nullopt where it is empty, has another character, or does not fit.
[[nodiscard]] std::optional<std::uint64_t> parseUnsigned(std::string_view text);
[[nodiscard]] bool isValidUtf8(std::string_view bytes);
// Every byte sequence that is no UTF-8 becomes U+FFFD; the rest is kept.
[[nodiscard]] std::string toValidUtf8(std::string_view bytes);
// Lower-case hexadecimal.
[[nodiscard]] std::string toHex(std::string_view bytes);
[[nodiscard]] std::string toBase64(std::string_view bytes); // RFC 4648 section 4

} // namespace echelle
