#pragma once

#include "app/cli/context.h"

namespace echelle::cli {

// `import`: reads the inputs into one case file and prints a summary. A case as the only input is copied.
void runImportCommand(const Context& context);

} // namespace echelle::cli
