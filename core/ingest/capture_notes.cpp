#include "core/ingest/capture_notes.h"

#include "core/base/text.h"

namespace echelle::ingest {

void CaptureNotes::keep(std::string_view code, Place place, std::string text) {
    if (m_kept >= kMaxNotes)
        return;
    ++m_kept;
    std::string shown = toValidUtf8(text.substr(0, kMaxText));
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const auto byte = static_cast<unsigned char>(shown[i]);
        const bool isC1 = byte == 0xc2 && i + 1 < shown.size() && static_cast<unsigned char>(shown[i + 1]) < 0xa0;
        if (isC1)
            shown[i + 1] = ' ';
        if (isC1 || byte < 0x20 || byte == 0x7f)
            shown[i] = ' '; // a terminal would obey it
    }
    m_log.add(code, place, shown);
}

void CaptureNotes::onComment(Place place, std::string_view text) {
    keep(diag::kCaptureComment, place, std::string(text.substr(0, kMaxText)));
}

void CaptureNotes::onName(Place place, const IpAddress& address, std::string_view name) {
    keep(diag::kCaptureName, place, address.toString() + " " + std::string(name.substr(0, kMaxText)));
}

} // namespace echelle::ingest
