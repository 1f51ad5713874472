#include "core/logs/line_text.h"

namespace echelle::logs {
namespace {

// Length of "[ digits and semicolons, letter" at the front, or 0. bare: only the form that sets a colour, with a
// number.
std::size_t codeLength(std::string_view text, bool isBare) {
    if (text.empty() || text.front() != '[')
        return 0;
    std::size_t i = 1;
    while (i < text.size() && ((text[i] >= '0' && text[i] <= '9') || text[i] == ';'))
        ++i;
    if (i == text.size())
        return 0;
    const char c = text[i];
    if (isBare)
        return c == 'm' && i > 1 ? i + 1 : 0;
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ? i + 1 : 0;
}

} // namespace

std::string_view withoutColours(std::string_view line, std::string& scratch) {
    while (const std::size_t length = codeLength(line, true))
        line.remove_prefix(length);
    std::size_t escape = line.find('\x1b');
    if (escape == std::string_view::npos)
        return line;
    scratch.clear();
    std::size_t taken = 0;
    while (escape != std::string_view::npos) {
        const std::size_t length = codeLength(line.substr(escape + 1), false);
        if (length > 0) {
            scratch.append(line.substr(taken, escape - taken));
            taken = escape + 1 + length;
        }
        escape = line.find('\x1b', escape + 1 + length);
    }
    scratch.append(line.substr(taken));
    return scratch;
}

} // namespace echelle::logs
