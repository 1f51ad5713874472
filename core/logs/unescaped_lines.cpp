#include "core/logs/unescaped_lines.h"

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kOctalLf = "#012";
constexpr std::string_view kOctalCr = "#015";
constexpr std::string_view kBackslashes = "\\r\\n";

// The control character that "#011" at this place stands for, or -1.
int controlAt(std::string_view text, std::size_t at) {
    if (at + 4 > text.size() || text[at + 1] != '0' || text[at + 2] < '0' || text[at + 2] > '3' || text[at + 3] < '0' ||
        text[at + 3] > '7')
        return -1;
    return (text[at + 2] - '0') * 8 + (text[at + 3] - '0');
}

} // namespace

std::string_view withoutOctalEscapes(std::string_view text, std::string& scratch) {
    std::size_t at = text.find("#0");
    if (at == kNone)
        return text;
    scratch.clear();
    std::size_t taken = 0;
    for (; at != kNone; at = text.find("#0", at + 1)) {
        const int control = controlAt(text, at);
        if (control < 0 || at < taken)
            continue;
        scratch.append(text.substr(taken, at - taken));
        scratch += static_cast<char>(control);
        taken = at + 4;
    }
    if (taken == 0)
        return text;
    scratch.append(text.substr(taken));
    return scratch;
}

// What separates the lines that are packed into this one; empty: nothing.
std::string_view UnescapedLines::separatorIn(std::string_view text) const {
    const std::size_t octal = text.find(kOctalLf);
    if (octal != kNone && (m_escapes != Escapes::Octal || text.find(kOctalLf, octal + kOctalLf.size()) != kNone))
        return kOctalLf;
    if (m_escapes == Escapes::OctalOrBackslash && text.find(kBackslashes) != kNone)
        return kBackslashes;
    return {};
}

void UnescapedLines::takePiece(LogLine& line) {
    line = m_packed;
    const std::size_t end = m_packed.text.find(m_separator);
    if (end == kNone) {
        m_separator = {};
    } else {
        const std::size_t taken = end + m_separator.size();
        line.text = m_packed.text.substr(0, end);
        line.hasEnd = true;
        line.hasCr = m_separator == kBackslashes;
        m_packed.text.remove_prefix(taken);
        m_packed.firstByte += taken;
    }
    if (line.text.size() >= kOctalCr.size() && line.text.substr(line.text.size() - kOctalCr.size()) == kOctalCr) {
        line.text.remove_suffix(kOctalCr.size());
        line.hasCr = true;
    }
    line.text = withoutOctalEscapes(line.text, m_scratch);
}

Result<bool> UnescapedLines::next(LogLine& line) {
    if (m_separator.empty()) {
        const Result<bool> got = m_lines.next(line);
        if (!got || !*got)
            return got;
        m_separator = separatorIn(line.text);
        if (m_separator.empty())
            return true;
        m_packed = line;
    }
    takePiece(line);
    return true;
}

} // namespace echelle::logs
