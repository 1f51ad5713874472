#pragma once

#include "ui/models/tree_model.h"

#include <QDialog>

namespace echelle::ui {

// All that the window can do with its keys: a heading per menu, beneath it a line per action.
class KeysDialog : public QDialog {
    Q_OBJECT

public:
    explicit KeysDialog(std::vector<TreeModel::Node> keys, QWidget* parent = nullptr);
};

} // namespace echelle::ui
