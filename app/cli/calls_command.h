#pragma once

#include "app/cli/context.h"

namespace echelle::cli {

// `calls`: the rows of the list in order of start. As text, pings and scans are folded into a count unless --detail.
void runCallsCommand(const Context& context);

} // namespace echelle::cli
