#include "core/logs/start_in_line.h"

#include "core/base/text.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kVersion = "SIP/2.0";

bool isMethodCharacter(char c) { // token of RFC 3261 section 25.1, without what logs put before a message
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_' || (c >= '0' && c <= '9');
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

std::size_t findRequest(std::string_view line) {
    if (line.size() < kVersion.size() + 6 || line.substr(line.size() - kVersion.size()) != kVersion)
        return kNone;
    const std::size_t uriEnd = line.size() - kVersion.size() - 1;
    if (line[uriEnd] != ' ')
        return kNone;
    const std::size_t blank = line.rfind(' ', uriEnd - 1);
    if (blank == kNone || blank == 0)
        return kNone;
    const std::string_view uri = line.substr(blank + 1, uriEnd - blank - 1);
    if (uri.find(':') == kNone || uri.front() == '<')
        return kNone;
    std::size_t begin = blank;
    while (begin > 0 && isMethodCharacter(line[begin - 1]))
        --begin;
    const bool isMethod = begin < blank && line[begin] >= 'A' && line[begin] <= 'Z';
    return isMethod ? begin : kNone;
}

std::size_t findResponse(std::string_view line) {
    for (std::size_t at = line.find("SIP/2.0 "); at != kNone; at = line.find("SIP/2.0 ", at + 1)) {
        const std::string_view code = line.substr(at + kVersion.size() + 1, 3);
        const bool isCode =
            code.size() == 3 && code[0] >= '1' && code[0] <= '6' && isDigit(code[1]) && isDigit(code[2]);
        const std::size_t behind = at + kVersion.size() + 4;
        const bool isFree = at == 0 || !isMethodCharacter(line[at - 1]);
        if (isCode && isFree && (behind >= line.size() || line[behind] == ' '))
            return at;
    }
    return kNone;
}

} // namespace

std::size_t findStartInLine(std::string_view line) {
    const std::size_t end = line.find_last_not_of(" \t\r");
    if (end == kNone)
        return kNone;
    line = line.substr(0, end + 1);
    const std::size_t request = findRequest(line);
    return request != kNone ? request : findResponse(line);
}

} // namespace echelle::logs
