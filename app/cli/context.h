#pragma once

#include "app/cli/options.h"

namespace echelle::cli {

class Console;
class StopOnSignal;

// What a subcommand works with; all outlive it.
struct Context {
    const Options& options;
    Console& console;
    StopOnSignal& stop;
};

} // namespace echelle::cli
