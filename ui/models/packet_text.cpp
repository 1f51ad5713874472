#include "ui/models/packet_text.h"

#include <algorithm>
#include <cstdio>

namespace echelle::ui {

namespace {
constexpr std::size_t kPerLine = 16;
}

std::string packetText(const store::EventRecord& event, std::string_view bytes) {
    std::string text = event.packetKind + "\n" + event.packetSummary;
    for (std::size_t begin = 0; begin < bytes.size(); begin += kPerLine) {
        const std::string_view line = bytes.substr(begin, kPerLine);
        char cell[24];
        std::snprintf(cell, sizeof cell, "\n%04zx ", begin);
        text += cell;
        for (const char c : line) {
            std::snprintf(cell, sizeof cell, " %02x", static_cast<unsigned char>(c));
            text += cell;
        }
        text.append((kPerLine - line.size()) * 3 + 2, ' ');
        std::transform(line.begin(), line.end(), std::back_inserter(text),
                       [](char c) { return c >= 0x20 && c < 0x7f ? c : '.'; });
    }
    return text;
}

} // namespace echelle::ui
