#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::sip {

// A URI taken apart as far as its scheme is known (sip, sips, tel; RFC 3261 section 19.1, RFC 3966). Views into the
// text.
struct Uri {
    std::string_view text;
    std::string_view scheme;
    std::string_view user;       // without password; of tel: the number
    std::string_view host;       // without brackets
    std::uint16_t port = 0;      // 0: none given
    std::string_view parameters; // after the first ';', without it
    std::string_view headers;    // after '?', without it
};
[[nodiscard]] std::optional<Uri> parseUri(std::string_view text);

// name-addr or addr-spec (section 20.10): From, To, Contact, Refer-To, P-Asserted-Identity ...
struct NameAddress {
    std::string displayName;     // unquoted, unescaped
    std::string_view uri;        // without angle brackets
    std::string_view parameters; // header parameters, after the first ';'
};
[[nodiscard]] std::optional<NameAddress> parseNameAddress(std::string_view value);

// Value of a parameter in ";a=b;c" or "a=b;c" text, names without case; a flag gives an empty view; nullopt: absent.
// Quoted values lose their quotes.
[[nodiscard]] std::optional<std::string_view> parameter(std::string_view parameters, std::string_view name);

// Splits a comma-separated header value into its entries, commas within quotes and angle brackets kept.
[[nodiscard]] std::vector<std::string_view> splitList(std::string_view value);

struct Via {
    std::string_view protocol;  // "SIP/2.0"
    std::string_view transport; // "UDP"
    std::string_view host;
    std::uint16_t port = 0;
    std::string_view parameters;
    std::string_view branch;
    std::string_view received;
    std::string_view rport;
};
[[nodiscard]] std::optional<Via> parseVia(std::string_view value);

// Digits of the user part that look like a telephone number (last fifteen at most), else empty: "+33 1-23" -> "33123".
[[nodiscard]] std::string numberDigits(std::string_view user);

// One Reason value (RFC 3326): protocol, cause, text.
struct Reason {
    std::string_view protocol;
    std::optional<int> cause;
    std::string text; // unquoted
};
[[nodiscard]] std::vector<Reason> parseReasons(std::string_view value);

// One Warning value (section 20.43): code, agent, text.
struct Warning {
    int code = 0;
    std::string_view agent;
    std::string text;
};
[[nodiscard]] std::vector<Warning> parseWarnings(std::string_view value);

} // namespace echelle::sip
