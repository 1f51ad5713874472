#pragma once

#include "app/cli/context.h"

namespace echelle::cli {

// `export`: the selected calls as a pcapng or as text, as the name of the output ends.
void runExportCommand(const Context& context);

} // namespace echelle::cli
