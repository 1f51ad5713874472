#pragma once

#include "core/ladder/text_measurer.h"

#include <QFont>
#include <QFontMetricsF>
#include <QHash>

#include <vector>

namespace echelle::render {

// The fonts of the ladder: the interface's sans with figures of equal width, in a few sizes. Needs a QGuiApplication.
[[nodiscard]] QFont fontOf(ladder::TextRole role);
// The first installed one of the families we know to have figures of equal width and a wide repertoire.
[[nodiscard]] QString sansFamily();
[[nodiscard]] QString monoFamily();

// Measures without hinting, so that a text has the same width at every zoom and on paper.
class FontMeasurer : public ladder::TextMeasurer {
public:
    FontMeasurer();
    [[nodiscard]] double width(ladder::TextRole role, std::string_view utf8) const override;
    [[nodiscard]] double capHeight(ladder::TextRole role) const override;

private:
    struct Face {
        QFontMetricsF metrics;
        double capHeight;
        mutable QHash<QByteArray, double> widths; // shaping costs microseconds, and labels repeat
    };
    std::vector<Face> m_faces;
};

} // namespace echelle::render
