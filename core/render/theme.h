#pragma once

#include "core/ladder/display_list.h"

#include <QColor>
#include <QPalette>

#include <array>
#include <cstdint>

namespace echelle::render {

enum class ThemeKind : std::uint8_t { Light, Dark, Print };

// Every colour of the program: those of the ladder by role, and the palette of the widgets made of the same ones.
// Words have a contrast of at least 4.5:1 to what lies behind them, lines and shapes 3:1 (WCAG 2.1, 1.4.3 and 1.4.11).
struct Theme {
    ThemeKind kind = ThemeKind::Light;
    std::array<QColor, ladder::kColorRoleCount> colors;

    [[nodiscard]] const QColor& color(ladder::ColorRole role) const { return colors[static_cast<std::size_t>(role)]; }
};

[[nodiscard]] const Theme& theme(ThemeKind kind);
// For QApplication with the Fusion style.
[[nodiscard]] QPalette palette(ThemeKind kind);
// Light or dark, as the palette of the desktop is (Qt 6.4 has no colour scheme to ask for).
[[nodiscard]] ThemeKind themeOf(const QPalette& desktop);

} // namespace echelle::render
