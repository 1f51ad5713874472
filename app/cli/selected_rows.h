#pragma once

#include "app/cli/options.h"
#include "core/base/ids.h"

#include <optional>
#include <vector>

namespace echelle::store {
class CaseReader;
}

namespace echelle::cli {

class Console;

// The rows that WHICH names, each once, in order of id; empty: all rows were asked for. A part of WHICH that matched
// nothing is reported; nullopt where none matched, so that there is nothing to show.
[[nodiscard]] std::optional<std::vector<RowId>> selectRows(const Selection& which, store::CaseReader& reader,
                                                           Console& console);

} // namespace echelle::cli
