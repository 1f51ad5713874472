#pragma once

#include <QTreeView>

namespace echelle::ui {

class TreeModel;

// A tree of plain texts in the program's look: headings strong, tones as marks, columns as wide as they need.
[[nodiscard]] QTreeView* makeTree(TreeModel* model, QWidget* parent = nullptr);

} // namespace echelle::ui
