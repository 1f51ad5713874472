#include "core/sip/address_scan.h"

#include "core/base/text.h"
#include "core/sip/byte_search.h"
#include "core/sip/char_set.h"

#include <algorithm>

namespace echelle::sip {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

constexpr CharSet kScheme = CharSet{"+-."}.withAlphanumerics(); // RFC 3986 section 3.1
constexpr CharSet kQuoteOrEscape{"\"\\"};
constexpr CharSet kBracketOrSemicolon{"<;"};
constexpr CharSet kNotInAddrSpec{"?,>\" \t\r\n"};

// Offset behind the last '@' that stands before the headers; 0 where there is none.
std::size_t behindUserInfo(std::string_view hostPart) {
    std::size_t begin = 0;
    std::size_t at = findMark<'@', '?'>(hostPart);
    while (at != kNone && hostPart[at] == '@') {
        begin = at + 1;
        at = findMark<'@', '?'>(hostPart, begin);
    }
    return begin;
}

// What follows the address: nothing, or ';' and parameters that are none of them empty.
void takeParameters(std::string_view rest, AddressParts& parts) {
    rest = trim(rest);
    if (rest.empty())
        return;
    if (rest.front() != ';') {
        parts.isWellFormed = false;
        const std::size_t semicolon = rest.find(';');
        rest = semicolon == kNone ? std::string_view{} : rest.substr(semicolon);
        if (rest.empty())
            return;
    }
    parts.parameters = trim(rest.substr(1));
    if (parts.parameters.empty() || parts.parameters.front() == ';' || parts.parameters.back() == ';' ||
        hasEmptyParameter(parts.parameters))
        parts.isWellFormed = false;
}

AddressParts scanBracketed(std::string_view value, std::size_t open) {
    AddressParts parts;
    parts.displayName = trim(value.substr(0, open));
    const std::size_t close = findMark<'>'>(value, open);
    const std::string_view inside = value.substr(open + 1, close == kNone ? kNone : close - open - 1);
    parts.uri = trim(inside);
    parts.isWellFormed = close != kNone && inside.size() == parts.uri.size();
    if (close != kNone)
        takeParameters(value.substr(close + 1), parts);
    return parts;
}

// A display name without quotes is a sequence of tokens (section 25.1).
bool isTokens(std::string_view text) {
    static constexpr CharSet kTokensAndLws = CharSet{"-.!%*_+`'~ \t\r\n"}.withAlphanumerics();
    return findFirstNot(text, kTokensAndLws) == kNone;
}

} // namespace

std::size_t endOfQuoted(std::string_view text, std::size_t open) {
    std::size_t i = findFirst(text, kQuoteOrEscape, open + 1);
    while (i != kNone && text[i] != '"')
        i = findFirst(text, kQuoteOrEscape, i + 2); // behind the escaped character
    return i == kNone ? kNone : i + 1;
}

std::string_view takeListEntry(std::string_view& rest) {
    bool isInBrackets = false;
    std::size_t i = 0;
    while ((i = findMark<'"', '<', '>', ','>(rest, i)) < rest.size()) {
        const char c = rest[i];
        if (c == '"' && !isInBrackets) {
            const std::size_t end = endOfQuoted(rest, i);
            // With a quote left open nothing tells the entries apart any more (and looking on would cost a pass each).
            i = end == kNone ? rest.size() : end;
            continue;
        }
        if (c == '<')
            isInBrackets = true;
        else if (c == '>')
            isInBrackets = false;
        else if (c == ',' && !isInBrackets)
            break;
        ++i;
    }
    i = std::min(i, rest.size());
    const std::string_view entry = trim(rest.substr(0, i));
    rest = i < rest.size() ? rest.substr(i + 1) : std::string_view{};
    return entry;
}

bool isUriShaped(std::string_view uri) {
    const std::size_t length = findFirstNot(uri, kScheme);
    if (length == 0 || length == kNone || uri[length] != ':' || length + 1 == uri.size())
        return false;
    const char first = toLowerAscii(uri.front());
    if (first < 'a' || first > 'z')
        return false;
    const std::string_view scheme = uri.substr(0, length);
    if (!equalsNoCase(scheme, "sip") && !equalsNoCase(scheme, "sips"))
        return true;
    std::string_view hostPart = uri.substr(length + 1);
    hostPart.remove_prefix(behindUserInfo(hostPart));
    return !hostPart.empty() && hostPart.front() != ';' && hostPart.front() != '?' && hostPart.front() != ':';
}

AddressParts scanAddress(std::string_view value) {
    value = trim(value);
    if (!value.empty() && value.front() == '"') {
        const std::size_t end = endOfQuoted(value, 0);
        const std::size_t open = findMark<'<'>(value, end == kNone ? 0 : end);
        if (open != kNone) {
            AddressParts parts = scanBracketed(value, open);
            parts.isWellFormed &=
                end != kNone && end <= open && trim(value.substr(end, open - end)).empty() && isUriShaped(parts.uri);
            return parts;
        }
        AddressParts parts;
        parts.displayName = value;
        parts.isWellFormed = false;
        return parts;
    }
    const std::size_t mark = findFirst(value, kBracketOrSemicolon);
    if (mark != kNone && value[mark] == '<') {
        AddressParts parts = scanBracketed(value, mark);
        parts.isWellFormed &= isTokens(parts.displayName) && isUriShaped(parts.uri);
        return parts;
    }
    // addr-spec: ';' begins the header parameters, and '?' and ',' are not allowed in it (section 20.10).
    AddressParts parts;
    parts.uri = trim(value.substr(0, mark));
    if (mark != kNone)
        takeParameters(value.substr(mark), parts);
    parts.isWellFormed &= findFirst(parts.uri, kNotInAddrSpec) == kNone && isUriShaped(parts.uri);
    return parts;
}

bool hasEmptyParameter(std::string_view parameters) {
    for (std::size_t at = findMark<';'>(parameters); at != kNone; at = findMark<';'>(parameters, at + 1)) {
        if (at + 1 < parameters.size() && parameters[at + 1] == ';')
            return true;
    }
    return false;
}

bool takeParameter(std::string_view& rest, Parameter& parameter) {
    while (!rest.empty() && (isLws(rest.front()) || rest.front() == ';'))
        rest.remove_prefix(1);
    if (rest.empty())
        return false;
    std::size_t end = findMark<';', '=', '"'>(rest);
    parameter = {};
    parameter.name = trim(rest.substr(0, end));
    if (end != kNone && rest[end] == '"') // a quote where a name should be
        end = rest.find(';', end);
    if (end == kNone || rest[end] == ';') {
        rest = end == kNone ? std::string_view{} : rest.substr(end);
        return true;
    }
    parameter.hasValue = true;
    std::size_t stop = end + 1;
    while (stop < rest.size() && isLws(rest[stop]))
        ++stop;
    if (stop < rest.size() && rest[stop] == '"') {
        const std::size_t close = endOfQuoted(rest, stop);
        stop = close == kNone ? kNone : rest.find(';', close); // an open quote takes all that is left
    } else {
        stop = findMark<';'>(rest, end);
    }
    parameter.value = trim(rest.substr(end + 1, stop == kNone ? kNone : stop - end - 1));
    rest = stop == kNone ? std::string_view{} : rest.substr(stop);
    return true;
}

} // namespace echelle::sip
