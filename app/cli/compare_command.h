#pragma once

#include "app/cli/context.h"

namespace echelle::cli {

void runCompareCommand(const Context& context);

} // namespace echelle::cli
