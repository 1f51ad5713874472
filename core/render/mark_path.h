#pragma once

#include "core/ladder/row.h"

#include <QPainterPath>

namespace echelle::render {

// The shape of a mark around the origin, `size` high: a filled disc, triangle or sheet with the sign cut out, so that
// it is told by its outline and by its sign without any colour. Also for icons in lists.
[[nodiscard]] QPainterPath markPath(ladder::Mark mark, double size);

} // namespace echelle::render
