#pragma once

#include <cstddef>
#include <string_view>

namespace echelle::sip {

// The parts of one name-addr or addr-spec without any copy: what the message parser needs for every message.
struct AddressParts {
    std::string_view displayName; // as it stands, with its quotes
    std::string_view uri;
    std::string_view parameters; // after the first ';'
    bool isWellFormed = true;    // false: something was guessed
};
// Lenient; the uri is empty where there is none.
[[nodiscard]] AddressParts scanAddress(std::string_view value);

// Offset behind the closing quote of the quoted string that begins at open, or npos where it is not closed.
[[nodiscard]] std::size_t endOfQuoted(std::string_view text, std::size_t open);

// Up to the first comma that stands outside quotes and angle brackets, trimmed; rest: what follows it.
[[nodiscard]] std::string_view takeListEntry(std::string_view& rest);

// Has a scheme and something behind it; a sip or sips URI a host too.
[[nodiscard]] bool isUriShaped(std::string_view uri);

// Two ';' stand side by side.
[[nodiscard]] bool hasEmptyParameter(std::string_view parameters);

// Goes over ";a=b;c", the first ';' may be missing. False at the end. Values keep their quotes.
struct Parameter {
    std::string_view name;
    std::string_view value;
    bool hasValue = false;
};
bool takeParameter(std::string_view& rest, Parameter& parameter);

} // namespace echelle::sip
