#pragma once

#include "ui/models/tree_model.h"

#include <string_view>

namespace echelle::ui {

// The header fields of a raw message as a tree of name and value: addresses, Via, CSeq and parameters taken apart,
// defects by name. Offsets are bytes into raw.
[[nodiscard]] std::vector<TreeModel::Node> headerNodes(std::string_view raw);
// Its session description: origin, then each medium with codecs, direction and attributes. Empty where it has none.
[[nodiscard]] std::vector<TreeModel::Node> sdpNodes(std::string_view raw);

} // namespace echelle::ui
