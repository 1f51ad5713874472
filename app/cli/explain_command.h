#pragma once

#include "app/cli/context.h"

namespace echelle::cli {

// `explain`: looks codes, phrases or end reasons up in the catalog.
void runExplainCommand(const Context& context);

} // namespace echelle::cli
