#pragma once

#include "app/cli/context.h"
#include "core/catalog/catalog.h"

#include <vector>

namespace echelle::cli {

class Console;

// `catalog`: every entry in the chosen language.
void runCatalogCommand(const Context& context);

// The entries in the form that `catalog` and `explain` share.
void writeEntries(Console& console, const std::vector<const catalog::Entry*>& entries);

} // namespace echelle::cli
