#pragma once

#include "app/cli/context.h"

namespace echelle::cli {

// `sources`: the inputs of a case, with what of them could not be used.
void runSourcesCommand(const Context& context);

} // namespace echelle::cli
