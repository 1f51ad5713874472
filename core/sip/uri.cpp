#include "core/base/text.h"
#include "core/sip/address.h"
#include "core/sip/address_scan.h"

namespace echelle::sip {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

std::string_view before(std::string_view text, std::size_t mark) {
    return text.substr(0, mark);
}
std::string_view after(std::string_view text, std::size_t mark) {
    return mark == kNone ? std::string_view{} : text.substr(mark + 1);
}

// hostport of RFC 3261 section 25.1; false where the port or the brackets are damaged.
bool readHostPort(std::string_view text, Uri& uri) {
    std::string_view port;
    if (!text.empty() && text.front() == '[') {
        const std::size_t close = text.find(']');
        if (close == kNone)
            return false;
        uri.host = text.substr(1, close - 1);
        const std::string_view rest = text.substr(close + 1);
        if (!rest.empty() && rest.front() != ':')
            return false;
        port = rest.empty() ? rest : rest.substr(1);
    } else {
        const std::size_t colon = text.find(':');
        uri.host = before(text, colon);
        port = after(text, colon);
    }
    if (uri.host.empty())
        return false;
    if (port.empty())
        return true;
    const auto number = parseUnsigned(port);
    if (!number || *number > 65535)
        return false;
    uri.port = static_cast<std::uint16_t>(*number);
    return true;
}

bool readSip(std::string_view rest, Uri& uri) {
    // '@' may stand in headers too (escaped it should be), so the headers go first.
    const std::size_t question = rest.find('?', rest.find('@') == kNone ? 0 : rest.find('@'));
    uri.headers = after(rest, question);
    rest = before(rest, question);
    const std::size_t at = rest.rfind('@');
    if (at != kNone) {
        const std::string_view userInfo = before(rest, at);
        uri.user = before(userInfo, userInfo.find(':'));
        rest = after(rest, at);
    }
    const std::size_t semicolon = rest.find(';');
    uri.parameters = after(rest, semicolon);
    return readHostPort(before(rest, semicolon), uri);
}

} // namespace

std::optional<Uri> parseUri(std::string_view text) {
    text = trim(text);
    if (!isUriShaped(text))
        return std::nullopt;
    Uri uri;
    uri.text = text;
    const std::size_t colon = text.find(':');
    uri.scheme = before(text, colon);
    const std::string_view rest = after(text, colon);
    if (equalsNoCase(uri.scheme, "sip") || equalsNoCase(uri.scheme, "sips")) {
        if (!readSip(rest, uri))
            return std::nullopt;
    } else if (equalsNoCase(uri.scheme, "tel")) {
        const std::size_t semicolon = rest.find(';');
        uri.user = before(rest, semicolon);
        uri.parameters = after(rest, semicolon);
    }
    return uri;
}

std::string numberDigits(std::string_view user) {
    constexpr std::size_t kMaxDigits = 15; // ITU-T E.164
    std::string digits;
    for (const char c : before(user, user.find(';'))) {
        if (c >= '0' && c <= '9')
            digits += c;
        else if (c != '+' && c != '-' && c != '.' && c != '(' && c != ')' && c != ' ')
            return {};
    }
    return digits.size() > kMaxDigits ? digits.substr(digits.size() - kMaxDigits) : digits;
}

} // namespace echelle::sip
