#pragma once

#include "core/logs/message_reader.h"

#include <vector>

namespace echelle::logs {

// Every text format the program reads, one line each; the surest of recognise() opens the input.
[[nodiscard]] const std::vector<LogFormat>& logFormats();

} // namespace echelle::logs
