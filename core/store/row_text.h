#pragma once

#include "core/base/ids.h"
#include "core/store/database.h"

#include <optional>
#include <string_view>
#include <vector>

namespace echelle::store {

// Rows that have the text, ASCII case folded, in From, To, a Call-ID, the final reason or an address of a leg, or whose
// final status is the number that the text is. Sorted. nullopt: interrupted.
[[nodiscard]] std::optional<std::vector<RowId>> rowsWithText(Database& database, std::string_view text);

} // namespace echelle::store
