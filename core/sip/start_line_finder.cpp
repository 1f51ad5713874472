#include "core/sip/start_line_finder.h"

#include "core/base/text.h"
#include "core/sip/framer.h"
#include "core/sip/header_id.h"
#include "core/sip/lines.h"
#include "core/sip/method.h"
#include "core/sip/start_line.h"

#include <algorithm>
#include <array>

namespace echelle::sip {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

// Bytes no start line begins with, damaged as it may be: control characters, and 0x7f to 0xbf, where RTP and RTCP lie.
bool isImpossibleFirst(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || (byte >= 0x7f && byte < 0xc0);
}

bool isControl(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
}

std::size_t lineEndFrom(std::string_view bytes, std::size_t from) {
    const std::size_t lf = std::min(bytes.find('\n', from), bytes.size());
    const std::size_t cr = bytes.substr(0, lf).find('\r', from);
    return cr != kNone ? cr : lf;
}

bool isSipVersion(std::string_view word) {
    return startsWithSip(word) && word.size() > 4 && isDigit(word[4]);
}

bool isTelephonyUri(std::string_view text) {
    return startsWithNoCase(text, "sip:") || startsWithNoCase(text, "sips:") || startsWithNoCase(text, "tel:");
}

bool isKnownMethodNoCase(std::string_view word) {
    if (word.size() < 3 || word.size() > 9)
        return false;
    std::array<char, 9> upper{};
    std::transform(word.begin(), word.end(), upper.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return methodFromText({upper.data(), word.size()}) != Method::Other;
}

// All of a first line is there.
bool isStartLine(std::string_view line) {
    if (isSipVersion(line))
        return true;
    while (!line.empty() && isBlank(line.back()))
        line.remove_suffix(1);
    const std::size_t lastBlank = findLastBlank(line);
    if (lastBlank == kNone)
        return false;
    const std::size_t firstBlank = findFirst(line, kBlanks);
    const std::string_view firstWord = line.substr(0, firstBlank);
    const std::size_t second = line.find_first_not_of(" \t", firstBlank);
    const std::string_view rest = line.substr(second); // not empty: trailing blanks are gone
    if (isSipVersion(line.substr(lastBlank + 1)))
        // With a URI in the middle nothing but SIP looks so; with something else there, the method must be a token at
        // least.
        return second < lastBlank && (isToken(firstWord) || isTelephonyUri(rest));
    return isKnownMethodNoCase(firstWord) && isTelephonyUri(rest);
}

} // namespace

StartLineLook lookAtStartLine(std::string_view bytes, bool isWhole) {
    if (bytes.empty())
        return isWhole ? StartLineLook::No : StartLineLook::Maybe;
    if (isImpossibleFirst(bytes.front()))
        return StartLineLook::No;
    if (isSipVersion(bytes))
        return StartLineLook::Yes;
    bytes = bytes.substr(0, kMaxStartLineBytes);
    // The first word: short, or no SIP. Most text that is not SIP ends here.
    const std::size_t wordEnd = static_cast<std::size_t>(
        std::find_if(bytes.begin(), bytes.end(), [](char c) { return c == ' ' || isControl(c) || c == '\t'; }) -
        bytes.begin());
    if (wordEnd < bytes.size() && isControl(bytes[wordEnd]))
        return StartLineLook::No;
    const std::size_t end = lineEndFrom(bytes, wordEnd);
    if (end == bytes.size() && !isWhole)
        return end == kMaxStartLineBytes ? StartLineLook::No : StartLineLook::Maybe;
    return isStartLine(bytes.substr(0, end)) ? StartLineLook::Yes : StartLineLook::No;
}

std::size_t findNextStart(std::string_view bytes, bool atEnd) {
    for (std::size_t lf = bytes.find('\n'); lf != kNone; lf = bytes.find('\n', lf + 1)) {
        const std::string_view line = bytes.substr(lf + 1);
        const StartLineLook look = lookAtStartLine(line, atEnd);
        if (look == StartLineLook::Yes || (look == StartLineLook::Maybe && !line.empty()))
            return lf + 1;
    }
    return bytes.size();
}

bool isStartLineFollowedByHeader(std::string_view bytes) {
    if (lookAtStartLine(bytes) != StartLineLook::Yes)
        return false;
    const std::size_t lf = bytes.substr(0, kMaxStartLineBytes).find('\n');
    if (lf == kNone)
        return false;
    constexpr std::size_t kLongestName = 32;
    const std::string_view next = bytes.substr(lf + 1, kLongestName);
    const std::size_t colon = next.find(':');
    return colon != kNone && headerIdFromName(trim(next.substr(0, colon))) != HeaderId::Other;
}

std::size_t startOfUnsettledLines(std::string_view bytes, std::size_t from) {
    const std::size_t lastLf = bytes.rfind('\n');
    if (lastLf == kNone || lastLf + 1 < from)
        // Within one line that began before: still of interest only where it could be a start line.
        return from < bytes.size() && lookAtStartLine(bytes.substr(from)) != StartLineLook::No ? from : bytes.size();
    const std::size_t beforeLast = lastLf == 0 ? kNone : bytes.rfind('\n', lastLf - 1);
    const std::size_t previousLine = beforeLast == kNone ? 0 : beforeLast + 1;
    if (previousLine >= from && lookAtStartLine(bytes.substr(previousLine)) == StartLineLook::Yes)
        return previousLine;
    const std::size_t lastLine = lastLf + 1;
    return lookAtStartLine(bytes.substr(lastLine)) == StartLineLook::No ? bytes.size() : std::max(from, lastLine);
}

bool isKeepAliveText(std::string_view bytes) {
    if (bytes.size() > 8)
        return false;
    const std::string_view word = bytes.substr(0, bytes.find_last_not_of(std::string_view("\r\n \0", 4)) + 1);
    return word.empty() || word == "hello" || word == "jaK";
}

bool looksLikeSip(std::string_view bytes) {
    if (bytes.empty())
        return false;
    if (isImpossibleFirst(bytes.front()) && bytes.front() != '\r' && bytes.front() != '\n')
        return false;
    const std::size_t begin = findFirstNot(bytes, kLineEnds);
    return begin != kNone && lookAtStartLine(bytes.substr(begin), true) == StartLineLook::Yes;
}

} // namespace echelle::sip
