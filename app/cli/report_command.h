#pragma once

#include "app/cli/context.h"

namespace echelle::cli {

// `report`: the PDF of a case, or of the rows chosen. Needs a QGuiApplication.
void runReportCommand(const Context& context);

} // namespace echelle::cli
