#pragma once

#include "app/cli/context.h"

namespace echelle::cli {

// `findings`: what went wrong, the earliest unexplained cause first; with --group one entry per cause.
void runFindingsCommand(const Context& context);

} // namespace echelle::cli
