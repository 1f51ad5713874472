#include "app/cli/raw_text.h"

#include "core/base/text.h"

namespace echelle::cli {

std::string terminalSafe(std::string_view bytes) {
    constexpr std::string_view kReplacement = "\xef\xbf\xbd";
    std::string safe;
    safe.reserve(bytes.size());
    const std::string text = toValidUtf8(bytes);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const bool isC1 = c == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0;
        if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n')
            continue;
        if (c == '\n' || c == '\t' || (c >= 0x20 && c != 0x7f && !isC1)) {
            safe += text[i];
            continue;
        }
        safe += kReplacement;
        i += isC1 ? 1 : 0;
    }
    return safe;
}

} // namespace echelle::cli
