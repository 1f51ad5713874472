#pragma once

#include "core/logs/message_reader.h"

namespace echelle::logs {

// What sngrep saves as text; ngrep and sipgrep with lines (-W byline), which Homer 5 exports too. For the registry of
// formats.
[[nodiscard]] int recogniseSngrep(std::string_view sample);
[[nodiscard]] std::unique_ptr<MessageReader> readSngrep(capture::ByteReader& bytes, ImportLog* log);

} // namespace echelle::logs
