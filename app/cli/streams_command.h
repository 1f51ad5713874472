#pragma once

#include "app/cli/context.h"

namespace echelle::cli {

void runStreamsCommand(const Context& context);

} // namespace echelle::cli
