#include "core/logs/prefix_shape.h"

namespace echelle::logs {
namespace {

bool isBlank(char c) {
    return c == ' ' || c == '\t';
}

char kindOf(char c) {
    if (c >= '0' && c <= '9')
        return '0';
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? 'a' : c;
}

// Runs of digits and of letters count as one each.
std::string shapeOf(std::string_view word) {
    std::string shape;
    for (const char c : word) {
        const char kind = kindOf(c);
        if (shape.empty() || shape.back() != kind || (kind != '0' && kind != 'a'))
            shape += kind;
    }
    return shape;
}

std::size_t countBlanks(std::string_view text, std::size_t from) {
    std::size_t i = from;
    while (i < text.size() && isBlank(text[i]))
        ++i;
    return i - from;
}

std::size_t countWord(std::string_view text, std::size_t from) {
    std::size_t i = from;
    while (i < text.size() && !isBlank(text[i]))
        ++i;
    return i - from;
}

} // namespace

PrefixShape::PrefixShape(std::string_view prefix) {
    std::size_t i = 0;
    while (i < prefix.size()) {
        const std::size_t blanks = countBlanks(prefix, i);
        i += blanks;
        const std::size_t length = countWord(prefix, i);
        if (length == 0) {
            m_blanksAfter = blanks;
            break;
        }
        m_words.push_back({shapeOf(prefix.substr(i, length)), blanks});
        i += length;
    }
}

std::size_t PrefixShape::match(std::string_view line, std::size_t count) const {
    std::size_t i = 0;
    for (std::size_t w = 0; w < count && w < m_words.size(); ++w) {
        // Columns may be filled with blanks ("Mar  1"), so their number is free between words.
        const std::size_t blanks = countBlanks(line, i);
        if (w > 0 && blanks == 0)
            return 0;
        i += blanks;
        const std::size_t length = countWord(line, i);
        if (length == 0 || shapeOf(line.substr(i, length)) != m_words[w].shape)
            return 0;
        i += length;
    }
    // Behind the prefix they are counted, since the text may begin with blanks of its own.
    const std::size_t wanted = count < m_words.size() ? m_words[count].blanksBefore : m_blanksAfter;
    const std::size_t there = countBlanks(line, i);
    return i + (there < wanted ? there : wanted);
}

} // namespace echelle::logs
