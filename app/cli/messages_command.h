#pragma once

#include "app/cli/context.h"

namespace echelle::cli {

// `messages`: the events in the case's order, SIP messages only unless `--events all`.
void runMessagesCommand(const Context& context);

} // namespace echelle::cli
