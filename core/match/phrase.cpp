#include "core/base/text.h"
#include "core/match/code_matcher.h"

#include <algorithm>
#include <array>

namespace echelle::match {

namespace {
constexpr std::size_t kGuidLength = 36;

bool isHexDigit(char c) {
    return (c >= '0' && c <= '9') || (toLowerAscii(c) >= 'a' && toLowerAscii(c) <= 'f');
}

bool isGuid(std::string_view text) {
    if (text.size() != kGuidLength)
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isDash = i == 8 || i == 13 || i == 18 || i == 23;
        if (isDash ? text[i] != '-' : !isHexDigit(text[i]))
            return false;
    }
    return true;
}

// Bytes of "<guid>" or "{guid}" at the front; 0 where there is none.
std::size_t guidBytes(std::string_view text) {
    if (text.size() >= kGuidLength && isGuid(text.substr(0, kGuidLength)))
        return kGuidLength;
    if (text.size() >= kGuidLength + 2 && text[0] == '{' && text[kGuidLength + 1] == '}' &&
        isGuid(text.substr(1, kGuidLength)))
        return kGuidLength + 2;
    return 0;
}

struct Folding {
    std::string_view from;
    char to;
};
constexpr std::array<Folding, 12> kFoldings{{{"\xc2\xa0", ' '},
                                             {"\xe2\x80\xaf", ' '},
                                             {"\xe2\x80\x89", ' '},
                                             {"\xe2\x80\x98", '\''},
                                             {"\xe2\x80\x99", '\''},
                                             {"\xca\xbc", '\''},
                                             {"\xe2\x80\x9c", '"'},
                                             {"\xe2\x80\x9d", '"'},
                                             {"\xc2\xab", '"'},
                                             {"\xc2\xbb", '"'},
                                             {"\xe2\x80\x93", '-'},
                                             {"\xe2\x80\x91", '-'}}};

std::optional<std::uint32_t> hexValue(std::string_view text) {
    std::size_t n = 0;
    while (n < text.size() && isHexDigit(text[n]))
        ++n;
    if (n == 0 || n > 8)
        return std::nullopt;
    std::uint32_t value = 0;
    for (char c : text.substr(0, n)) {
        const char lower = toLowerAscii(c);
        value = value << 4 | static_cast<std::uint32_t>(lower <= '9' ? lower - '0' : lower - 'a' + 10);
    }
    return value;
}

std::optional<std::uint32_t> decimalValue(std::string_view text) {
    const bool isNegative = !text.empty() && text[0] == '-';
    if (isNegative)
        text.remove_prefix(1);
    std::size_t n = 0;
    while (n < text.size() && text[n] >= '0' && text[n] <= '9')
        ++n;
    const auto value = parseUnsigned(text.substr(0, n));
    if (!value || *value > (isNegative ? 0x80000000ULL : 0xffffffffULL))
        return std::nullopt;
    const auto bits = static_cast<std::uint32_t>(*value);
    return isNegative ? 0U - bits : bits;
}

std::optional<std::uint32_t> numberAt(std::string_view text) {
    if (startsWithNoCase(text, "0x"))
        return hexValue(text.substr(2));
    return decimalValue(text);
}
} // namespace

std::string leadingGuid(std::string_view phrase) {
    phrase = trim(phrase);
    switch (guidBytes(phrase)) {
    case kGuidLength:
        return toLower(phrase.substr(0, kGuidLength));
    case kGuidLength + 2:
        return toLower(phrase.substr(1, kGuidLength));
    default:
        return {};
    }
}

std::string_view phraseWithoutGuid(std::string_view phrase) {
    phrase = trim(phrase);
    if (const std::size_t n = guidBytes(phrase); n != 0) {
        const std::string_view rest = trim(phrase.substr(n));
        if (rest.empty() || rest[0] == ';')
            phrase = rest.empty() ? rest : trim(rest.substr(1));
    }
    while (!phrase.empty() && phrase.back() == '.')
        phrase = trim(phrase.substr(0, phrase.size() - 1));
    return phrase;
}

std::string foldPhrase(std::string_view phrase) {
    std::string folded;
    folded.reserve(phrase.size());
    const auto put = [&folded](char c) {
        const bool isBlank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
        if (!isBlank)
            folded += toLowerAscii(c);
        else if (!folded.empty() && folded.back() != ' ')
            folded += ' ';
    };
    while (!phrase.empty()) {
        const auto found = std::find_if(kFoldings.begin(), kFoldings.end(), [phrase](const Folding& f) {
            return phrase.substr(0, f.from.size()) == f.from;
        });
        put(found != kFoldings.end() ? found->to : phrase[0]);
        phrase.remove_prefix(found != kFoldings.end() ? found->from.size() : 1);
    }
    while (!folded.empty() && folded.back() == ' ')
        folded.pop_back();
    return folded;
}

std::optional<std::uint32_t> hresultIn(std::string_view phrase) {
    const std::string folded = foldPhrase(phrase);
    constexpr std::string_view kName = "hresult";
    if (const std::size_t at = folded.find(kName); at != std::string::npos) {
        std::string_view rest = std::string_view(folded).substr(at + kName.size());
        const std::size_t start = rest.find_first_not_of(" =:(");
        if (start != std::string_view::npos)
            if (const auto value = numberAt(rest.substr(start)))
                return value;
    }
    // Without the word only the full eight digits of a failure (high bit set) are taken for one.
    for (std::size_t at = folded.find("0x"); at != std::string::npos; at = folded.find("0x", at + 2)) {
        const auto value = hexValue(std::string_view(folded).substr(at + 2));
        if (value && (*value & 0x80000000U) != 0)
            return value;
    }
    return std::nullopt;
}

} // namespace echelle::match
