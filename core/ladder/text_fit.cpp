#include "core/ladder/text_fit.h"

#include "core/base/text.h"

#include <algorithm>

namespace echelle::ladder {

namespace {
constexpr std::string_view kEllipsis = "…";

char32_t decode(std::string_view sequence) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(sequence[i]); };
    switch (sequence.size()) {
    case 2:
        return static_cast<char32_t>((byte(0) & 0x1f) << 6 | (byte(1) & 0x3f));
    case 3:
        return static_cast<char32_t>((byte(0) & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f));
    case 4:
        return static_cast<char32_t>((byte(0) & 0x07) << 18 | (byte(1) & 0x3f) << 12 | (byte(2) & 0x3f) << 6 |
                                     (byte(3) & 0x3f));
    default:
        return byte(0);
    }
}

bool breaksLine(char32_t c) {
    const bool isControl = c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
    const bool isDirectionMark = c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
                                 (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
    return isControl || isDirectionMark;
}

// The longest start of text that is at most width wide, cut between code points.
std::size_t fittingBytes(const TextMeasurer& measurer, TextRole role, std::string_view text, double width) {
    std::vector<std::size_t> ends{0};
    while (ends.back() < text.size())
        ends.push_back(nextCodePoint(text, ends.back()));
    const auto tooWide = std::partition_point(ends.begin() + 1, ends.end(), [&](std::size_t end) {
        return measurer.width(role, text.substr(0, end)) <= width;
    });
    return *(tooWide - 1);
}
} // namespace

std::size_t nextCodePoint(std::string_view utf8, std::size_t pos) {
    ++pos;
    while (pos < utf8.size() && (static_cast<unsigned char>(utf8[pos]) & 0xc0) == 0x80)
        ++pos;
    return pos;
}

std::string plainLine(std::string_view captured, std::size_t maxBytes) {
    const std::string text = toValidUtf8(captured.substr(0, maxBytes));
    std::string line;
    line.reserve(text.size());
    for (std::size_t pos = 0; pos < text.size();) {
        const std::size_t end = nextCodePoint(text, pos);
        const std::string_view sequence = std::string_view(text).substr(pos, end - pos);
        if (!breaksLine(decode(sequence)))
            line += sequence;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
        pos = end;
    }
    return std::string(trim(line));
}

std::string elided(const TextMeasurer& measurer, TextRole role, std::string_view utf8, double width) {
    if (measurer.width(role, utf8) <= width)
        return std::string(utf8);
    const double room = width - measurer.width(role, kEllipsis);
    if (room < 0)
        return {};
    std::string_view start = utf8.substr(0, fittingBytes(measurer, role, utf8, room));
    while (!start.empty() && start.back() == ' ')
        start.remove_suffix(1);
    return std::string(start) + std::string(kEllipsis);
}

std::vector<std::string> wrapped(const TextMeasurer& measurer, TextRole role, std::string_view utf8, double width,
                                 std::size_t maxLines) {
    std::vector<std::string> lines;
    std::string_view rest = utf8;
    while (!rest.empty() && lines.size() < maxLines) {
        if (lines.size() + 1 == maxLines || measurer.width(role, rest) <= width) {
            lines.push_back(elided(measurer, role, rest, width));
            break;
        }
        const std::size_t fitting = fittingBytes(measurer, role, rest, width);
        const std::size_t blank = rest.substr(0, fitting + 1).rfind(' ');
        // A word longer than the line is broken inside; at least one code point goes onto every line.
        std::size_t cut = blank != std::string_view::npos && blank > 0 ? blank : fitting;
        cut = std::max(cut, nextCodePoint(rest, 0));
        lines.emplace_back(rest.substr(0, cut));
        rest.remove_prefix(std::min(rest.size(), cut));
        while (!rest.empty() && rest.front() == ' ')
            rest.remove_prefix(1);
    }
    return lines;
}

} // namespace echelle::ladder
