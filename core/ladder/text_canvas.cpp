#include "core/ladder/text_canvas.h"

#include "core/ladder/text_fit.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace echelle::ladder {

namespace {
struct Interval {
    std::uint32_t first, last;
};
// East Asian Width W and F (Unicode 15, UAX 11), the blocks that matter; and marks of general category Mn (the main
// blocks).
constexpr std::array<Interval, 12> kWide = {{{0x1100, 0x115f},
                                             {0x2e80, 0x303e},
                                             {0x3041, 0x33ff},
                                             {0x3400, 0x4dbf},
                                             {0x4e00, 0x9fff},
                                             {0xa000, 0xa4cf},
                                             {0xac00, 0xd7a3},
                                             {0xf900, 0xfaff},
                                             {0xfe30, 0xfe6f},
                                             {0xff00, 0xff60},
                                             {0x1f300, 0x1faff},
                                             {0x20000, 0x3fffd}}};
constexpr std::array<Interval, 7> kCombining = {{{0x0300, 0x036f},
                                                 {0x0591, 0x05bd},
                                                 {0x064b, 0x065f},
                                                 {0x0e34, 0x0e3a},
                                                 {0x200b, 0x200f},
                                                 {0x20d0, 0x20ff},
                                                 {0xfe00, 0xfe0f}}};

template <std::size_t N>
bool isIn(const std::array<Interval, N>& intervals, std::uint32_t c) {
    return std::any_of(intervals.begin(), intervals.end(), [c](Interval i) { return c >= i.first && c <= i.last; });
}

std::uint32_t codePoint(std::string_view sequence) {
    const auto first = static_cast<unsigned char>(sequence[0]);
    if (sequence.size() == 1)
        return first;
    std::uint32_t value = first & (0x7fU >> sequence.size());
    for (std::size_t i = 1; i < sequence.size(); ++i)
        value = value << 6 | (static_cast<unsigned char>(sequence[i]) & 0x3fU);
    return value;
}

std::size_t widthOf(std::string_view sequence) {
    const std::uint32_t c = codePoint(sequence);
    if (isIn(kCombining, c))
        return 0;
    return isIn(kWide, c) ? 2 : 1;
}
} // namespace

std::size_t columnsOf(std::string_view utf8) {
    std::size_t columns = 0;
    for (std::size_t pos = 0; pos < utf8.size();) {
        const std::size_t end = nextCodePoint(utf8, pos);
        columns += widthOf(utf8.substr(pos, end - pos));
        pos = end;
    }
    return columns;
}

void TextCanvas::put(std::size_t column, std::string_view utf8) {
    for (std::size_t pos = 0; pos < utf8.size();) {
        const std::size_t end = nextCodePoint(utf8, pos);
        const std::string_view sequence = utf8.substr(pos, end - pos);
        const std::size_t width = widthOf(sequence);
        pos = end;
        if (width == 0) {
            if (column > 0 && column <= m_cells.size())
                m_cells[column - 1] += sequence;
            continue;
        }
        if (column + width > m_cells.size())
            m_cells.resize(column + width, " ");
        m_cells[column] = sequence;
        if (width == 2)
            m_cells[column + 1].clear();
        column += width;
    }
}

void TextCanvas::putRight(std::size_t end, std::string_view utf8) {
    while (columnsOf(utf8) > end)
        utf8.remove_prefix(nextCodePoint(utf8, 0));
    put(end - columnsOf(utf8), utf8);
}

void TextCanvas::centre(std::size_t column, std::string_view utf8) {
    const std::size_t half = columnsOf(utf8) / 2;
    put(column > half ? column - half : 0, utf8);
}

std::string TextCanvas::line() const {
    std::string text;
    for (const std::string& cell : m_cells)
        text += cell;
    text.erase(text.find_last_not_of(' ') + 1);
    return text + "\n";
}

std::string_view signOf(Mark mark) {
    switch (mark) {
    case Mark::Cross:
        return "✕";
    case Mark::Exclamation:
        return "!";
    case Mark::Check:
        return "✓";
    case Mark::Barred:
        return "⊘";
    case Mark::Information:
        return "ⓘ";
    case Mark::Note:
        return "✎";
    case Mark::None:
        break;
    }
    return "";
}

} // namespace echelle::ladder
