#pragma once

#include "core/ladder/display_list.h"
#include "core/render/theme.h"

#include <QPainter>

namespace echelle::render {

// Paints a display list with its origin at (x, y) of the painter's coordinates; scale the painter for zoom and print.
// The same for a widget, an image and a PDF page.
void paint(const ladder::DisplayList& list, const Theme& theme, QPainter& painter, double x = 0, double y = 0);

} // namespace echelle::render
