#pragma once

#include "core/scene/compare_text.h"
#include "ui/models/tree_model.h"

#include <vector>

namespace echelle::ui {

// Two calls beside each other as a tree: a row per message, its divergences beneath it, the first one highlighted.
// Columns: number or kind, time and text of call A, time and text of call B. The event of a node is that of call A, its
// id the event of call B.
[[nodiscard]] std::vector<TreeModel::Node> compareNodes(const compare::Comparison& comparison,
                                                        const scene::CompareText& text);

} // namespace echelle::ui
