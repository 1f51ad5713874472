#include "core/record/phone_number.h"

#include "core/base/text.h"

#include <algorithm>

namespace echelle::record {

namespace {
constexpr std::size_t kLeastDigits = 7;
constexpr std::size_t kLeastKnown = 5;
constexpr std::size_t kLongestPrefix = 4;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

// Without what stands for "abroad" or "this country".
std::string_view withoutPrefix(std::string_view digits) {
    if (digits.starts_with("00"))
        return digits.substr(2);
    return digits.starts_with('0') ? digits.substr(1) : digits;
}
} // namespace

bool isDamagedNumber(std::string_view text) {
    text = trim(text);
    if (text.empty() || !isDigit(text[0]))
        return false;
    std::size_t at = 0;
    while (at < text.size() && (isDigit(text[at]) || text[at] == '.' || text[at] == ','))
        ++at;
    if (at == text.size() || (text[at] != 'E' && text[at] != 'e'))
        return false;
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-'))
        ++at;
    return at < text.size() && std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), isDigit);
}

std::string digitsOf(std::string_view text) {
    text = trim(text);
    if (isDamagedNumber(text))
        return {};
    for (const std::string_view scheme : {"tel:", "sips:", "sip:"})
        if (startsWithNoCase(text, scheme))
            text.remove_prefix(scheme.size());
    text = text.substr(0, text.find_first_of(";@"));
    std::string digits;
    bool hasDigit = false;
    for (const char c : text) {
        if (isDigit(c) || c == '*') {
            digits += c;
            hasDigit = hasDigit || c != '*';
        } else if (c != '+' && c != ' ' && c != '-' && c != '.' && c != '(' && c != ')' && c != '/') {
            return {}; // a name, or a number with a name beside it
        }
    }
    return hasDigit ? digits : std::string();
}

NumberMatch compareNumbers(std::string_view a, std::string_view b) {
    const std::string first = digitsOf(a);
    const std::string second = digitsOf(b);
    std::string_view x = withoutPrefix(first);
    std::string_view y = withoutPrefix(second);
    if (x.size() < y.size())
        std::swap(x, y);
    if (y.size() < kLeastDigits || x.size() - y.size() > kLongestPrefix)
        return NumberMatch::None;
    x.remove_prefix(x.size() - y.size());
    std::size_t known = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
        if (x[i] == '*' || y[i] == '*')
            continue;
        if (x[i] != y[i])
            return NumberMatch::None;
        ++known;
    }
    if (known < kLeastKnown)
        return NumberMatch::None;
    return known == y.size() ? NumberMatch::Exact : NumberMatch::Masked;
}

} // namespace echelle::record
