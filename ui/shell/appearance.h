#pragma once

#include "core/render/theme.h"

namespace echelle::ui {

// The look of the application: Fusion with our palettes, our font. Called once before the first window, then at each
// change of theme.
void prepareAppearance();
void applyTheme(render::ThemeKind kind);
// What the desktop's own palette suggests; kept from before the first applyTheme().
[[nodiscard]] render::ThemeKind systemTheme();

} // namespace echelle::ui
