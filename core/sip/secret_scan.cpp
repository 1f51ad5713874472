#include "core/sip/secret_scan.h"

#include "core/base/text.h"
#include "core/sip/address_scan.h"
#include "core/sip/char_set.h"
#include "core/sip/lines.h"

#include <algorithm>
#include <array>

namespace echelle::sip {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

constexpr std::array<std::string_view, 12> kDigestSecrets = {"response", "rspauth",     "nonce",        "nextnonce",
                                                             "cnonce",   "opaque",      "auts",         "ik",
                                                             "ck",       "gssapi-data", "access_token", "token"};
constexpr std::array<std::string_view, 9> kUriSecrets = {"token",    "access_token", "id_token", "refresh_token", "jwt",
                                                         "password", "passwd",       "pwd",      "secret"};

template <std::size_t N>
bool isOneOf(std::string_view name, const std::array<std::string_view, N>& names) {
    return std::any_of(names.begin(), names.end(),
                       [name](std::string_view known) { return equalsNoCase(known, name); });
}

std::size_t findNoCase(std::string_view text, std::string_view what, std::size_t from) {
    const auto same = [](char a, char b) { return toLowerAscii(a) == toLowerAscii(b); };
    const auto found = std::search(text.begin() + static_cast<std::ptrdiff_t>(std::min(from, text.size())), text.end(),
                                   what.begin(), what.end(), same);
    return found == text.end() ? kNone : static_cast<std::size_t>(found - text.begin());
}

bool containsNoCase(std::string_view text, std::string_view what) {
    return findNoCase(text, what, 0) != kNone;
}

void add(std::string_view secret, SecretSlices& found) {
    if (!secret.empty())
        found.push_back(secret);
}

std::string_view skipLws(std::string_view text) {
    return text.substr(std::min(findFirstNot(text, kLws), text.size()));
}

// From the front to the first of the stops.
std::string_view upTo(std::string_view text, const CharSet& stops) {
    return text.substr(0, findFirst(text, stops));
}

constexpr CharSet kKeyEnds{"|; \t\r\n"};
constexpr CharSet kUserInfoEnds{"@<>\" \t\r\n"};
constexpr CharSet kNotInPassword{";?/<>:"};
constexpr CharSet kUriValueEnds{";?&<>,\" \t\r\n"};
constexpr CharSet kNameEnds{"=, \t\r\n\""};
constexpr CharSet kValueEnds{", \t\r\n"};

// "inline:<key>||..." may stand several times on an a=crypto line (RFC 4568 section 9.1).
void scanCrypto(std::string_view line, SecretSlices& found) {
    constexpr std::string_view kInline = "inline:";
    for (std::size_t at = findNoCase(line, kInline, 0); at != kNone; at = findNoCase(line, kInline, at + 1))
        add(upTo(line.substr(at + kInline.size()), kKeyEnds), found);
}

void scanSdpLine(std::string_view line, SecretSlices& found) {
    if (startsWithNoCase(line, "k=")) {
        add(trim(line.substr(2)), found);
        return;
    }
    if (!startsWithNoCase(line, "a="))
        return;
    const std::size_t colon = line.find(':');
    const std::string_view name = trim(line.substr(2, colon == kNone ? kNone : colon - 2));
    const std::string_view value = colon == kNone ? std::string_view{} : trim(line.substr(colon + 1));
    if (equalsNoCase(name, "crypto"))
        scanCrypto(value, found);
    else if (equalsNoCase(name, "ice-pwd") || equalsNoCase(name, "identity"))
        add(value, found);
    else if (equalsNoCase(name, "key-mgmt")) // RFC 4567: protocol, key data
        add(skipLws(value.substr(std::min(findFirst(value, kLws), value.size()))), found);
}

// Where the scheme ends a URI with user information may begin: "sip:", "https://".
void scanPassword(std::string_view behindScheme, SecretSlices& found) {
    constexpr std::size_t kMaxUserInfo = 1024;
    const std::string_view ahead = behindScheme.substr(0, kMaxUserInfo);
    const std::size_t at = findFirst(ahead, kUserInfoEnds);
    if (at == kNone || ahead[at] != '@')
        return;
    const std::size_t colon = ahead.find(':');
    if (colon == kNone || colon > at)
        return;
    const std::string_view password = ahead.substr(colon + 1, at - colon - 1);
    // A port and parameters with an '@' in them are no password.
    if (findFirst(password, kNotInPassword) == kNone)
        add(password, found);
}

void scanUriParameters(std::string_view text, SecretSlices& found) {
    for (std::size_t equals = text.find('='); equals != kNone; equals = text.find('=', equals + 1)) {
        std::size_t begin = equals;
        while (begin > 0 && isTokenChar(text[begin - 1]))
            --begin;
        const bool isParameter =
            begin > 0 && (text[begin - 1] == ';' || text[begin - 1] == '?' || text[begin - 1] == '&');
        if (isParameter && isOneOf(text.substr(begin, equals - begin), kUriSecrets))
            add(upTo(text.substr(equals + 1), kUriValueEnds), found);
    }
}

// The value of "name = value" lines, e.g. "Signal= 5".
void scanLineValue(std::string_view body, std::string_view wanted, SecretSlices& found) {
    LineReader lines(body, 0, lineEndsOf(body));
    std::string_view line;
    while (lines.next(line)) {
        const std::size_t equals = line.find('=');
        if (equals != kNone && equalsNoCase(trim(line.substr(0, equals)), wanted))
            add(trim(line.substr(equals + 1)), found);
    }
}

void scanKpml(std::string_view body, SecretSlices& found) {
    for (std::size_t at = findNoCase(body, "digits", 0); at != kNone; at = findNoCase(body, "digits", at + 1)) {
        const std::string_view rest = skipLws(body.substr(at + 6));
        if (rest.empty() || rest.front() != '=')
            continue;
        const std::string_view quoted = skipLws(rest.substr(1));
        if (!quoted.empty() && (quoted.front() == '"' || quoted.front() == '\''))
            add(quoted.substr(1, std::min(quoted.find(quoted.front(), 1), quoted.size()) - 1), found);
    }
}

} // namespace

void scanDigest(std::string_view value, SecretSlices& found) {
    while (!value.empty()) {
        const std::string_view name = upTo(value, kNameEnds);
        const std::string_view rest = skipLws(value.substr(name.size()));
        if (rest.empty() || rest.front() != '=') {
            value.remove_prefix(std::max<std::size_t>(name.size(), 1));
            continue;
        }
        const std::string_view content = skipLws(rest.substr(1));
        std::string_view text;
        if (!content.empty() && content.front() == '"') {
            const std::size_t end = endOfQuoted(content, 0);
            text = end == kNone ? content.substr(1) : content.substr(1, end - 2);
            value = end == kNone ? std::string_view{} : content.substr(end);
        } else {
            text = upTo(content, kValueEnds);
            value = content.substr(text.size());
        }
        if (isOneOf(name, kDigestSecrets))
            add(text, found);
    }
}

void scanCredentials(std::string_view value, SecretSlices& found) {
    const std::string_view scheme = upTo(value, kLws);
    const std::string_view rest = skipLws(value.substr(scheme.size()));
    if (equalsNoCase(scheme, "Digest"))
        scanDigest(rest, found);
    else
        add(rest.empty() ? scheme : rest, found);
}

void scanIdentity(std::string_view value, SecretSlices& found) {
    while (!value.empty()) {
        const std::string_view entry = takeListEntry(value);
        add(trim(entry.substr(0, entry.find(';'))), found);
    }
}

void scanUris(std::string_view text, SecretSlices& found) {
    for (const std::string_view scheme :
         {std::string_view("sip:"), std::string_view("sips:"), std::string_view("://")}) {
        for (std::size_t at = findNoCase(text, scheme, 0); at != kNone; at = findNoCase(text, scheme, at + 1))
            scanPassword(text.substr(at + scheme.size()), found);
    }
    scanUriParameters(text, found);
}

void scanSdpLines(std::string_view text, SecretSlices& found) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(findFirst(text, kLineEnds, at), text.size());
        scanSdpLine(trim(text.substr(at, end - at)), found);
        at = end + 1;
    }
}

void scanDigits(std::string_view mediaType, std::string_view body, bool isInfo, SecretSlices& found) {
    if (isInfo || equalsNoCase(mediaType, "application/dtmf-relay"))
        scanLineValue(body, "Signal", found);
    if (equalsNoCase(mediaType, "application/dtmf") || equalsNoCase(mediaType, "audio/telephone-event"))
        add(trim(body), found);
    else if (equalsNoCase(mediaType, "application/vnd.nortelnetworks.digits"))
        scanLineValue(body, "d", found);
    else if (equalsNoCase(mediaType, "application/kpml-response+xml"))
        scanKpml(body, found);
}

bool isSecretFieldName(std::string_view name) {
    constexpr std::array<std::string_view, 6> kWords = {"token", "cookie", "password", "secret", "api-key", "apikey"};
    return std::any_of(kWords.begin(), kWords.end(),
                       [name](std::string_view word) { return containsNoCase(name, word); });
}

} // namespace echelle::sip
