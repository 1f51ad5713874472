#include "core/exports/access_token.h"

#include "core/base/text.h"
#include "core/exports/json_records.h"
#include "core/exports/memory_reader.h"

namespace echelle::exports {

namespace {

constexpr std::string_view kBegin = "eyJ"; // {" in base64
constexpr std::string_view kHidden = "[token]";
constexpr std::size_t kShortest = 40;
constexpr std::size_t kLongestClaims = 16 * 1024;

bool isTokenCharacter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '=' || c == '+' || c == '/';
}

// RFC 4648 section 5; what is no such character ends it.
std::string fromBase64Url(std::string_view text) {
    std::string out;
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const char c : text) {
        std::uint32_t value = 0;
        if (c >= 'A' && c <= 'Z')
            value = static_cast<std::uint32_t>(c - 'A');
        else if (c >= 'a' && c <= 'z')
            value = static_cast<std::uint32_t>(c - 'a' + 26);
        else if (c >= '0' && c <= '9')
            value = static_cast<std::uint32_t>(c - '0' + 52);
        else if (c == '-' || c == '+')
            value = 62;
        else if (c == '_' || c == '/')
            value = 63;
        else
            break;
        bits = (bits << 6 | value) & 0xffffffU;
        held += 6;
        if (held >= 8) {
            held -= 8;
            out += static_cast<char>(bits >> held & 0xffU);
        }
    }
    return out;
}

// Claims of scope: "scp" and "scope" as text or list, "acsScope" of Communication Services.
bool isScopeClaim(std::string_view path) {
    const std::string_view name = path.substr(0, path.find('.'));
    return name == "scp" || name == "scope" || name == "acsScope";
}

void readClaims(std::string_view segment, TokenFacts& facts) {
    const std::string claims = fromBase64Url(segment.substr(0, kLongestClaims));
    ImportLog unused;
    JsonRecords records(TextInput(std::make_unique<MemoryReader>(claims), Encoding::Utf8), unused);
    FlatRecord record;
    const auto read = records.next(record);
    if (!read || !*read)
        return;
    facts = TokenFacts{};
    facts.isFound = true;
    for (std::size_t i = 0; i < record.size(); ++i) {
        const FlatRecord::Value v = record.at(i);
        if (isScopeClaim(v.path)) {
            if (!facts.scope.empty())
                facts.scope += ' ';
            facts.scope += toValidUtf8(v.text.substr(0, 200));
        } else if (v.path == "aud" || v.path == "aud.0") {
            facts.audience = toValidUtf8(v.text.substr(0, 200));
        } else if (v.path == "exp") {
            if (const auto seconds = parseUnsigned(v.text); seconds && *seconds < 9'000'000'000ULL)
                facts.expiry = Timestamp{static_cast<std::int64_t>(*seconds) * 1'000'000'000};
        }
    }
}

std::size_t segmentEnd(std::string_view text, std::size_t at) {
    while (at < text.size() && isTokenCharacter(text[at]))
        ++at;
    return at;
}

} // namespace

std::string withoutTokens(std::string_view text, TokenFacts& facts) {
    std::string out;
    std::size_t at = 0;
    while (true) {
        const std::size_t begin = text.find(kBegin, at);
        if (begin == std::string_view::npos)
            break;
        const std::size_t first = segmentEnd(text, begin);
        const std::size_t second = first < text.size() && text[first] == '.' ? segmentEnd(text, first + 1) : first;
        std::size_t end = second;
        while (end < text.size() && text[end] == '.') // signature; a JWE has five parts
            end = segmentEnd(text, end + 1);
        out += text.substr(at, begin - at);
        if (second > first + 1)
            readClaims(text.substr(first + 1, second - first - 1), facts);
        const bool isToken = end - begin >= kShortest || second > first + 1;
        out += isToken ? kHidden : text.substr(begin, end - begin);
        at = end;
    }
    out += text.substr(at);
    // What else follows "Bearer" is a secret as well.
    for (std::size_t bearer = out.find("earer "); bearer != std::string::npos;
         bearer = out.find("earer ", bearer + 6)) {
        const std::size_t begin = bearer + 6;
        std::size_t end = begin;
        while (end < out.size() && (isTokenCharacter(out[end]) || out[end] == '.'))
            ++end;
        if (end - begin >= kShortest)
            out.replace(begin, end - begin, kHidden);
    }
    return out;
}

} // namespace echelle::exports
