#pragma once

#include "app/cli/context.h"

namespace echelle::cli {

// `ladder`: as text, as a Mermaid diagram, or as pictures. Pictures need a QGuiApplication.
void runLadderCommand(const Context& context);

// True where the options ask for a picture.
[[nodiscard]] bool isPicture(const Options& options);

} // namespace echelle::cli
