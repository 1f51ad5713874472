#pragma once

#include "core/logs/message_reader.h"

namespace echelle::logs {

// The debug and trace logs (.DBG, .TRC) of a Ribbon, formerly Sonus, SBC core, also as syslog. For the registry of
// formats.
[[nodiscard]] int recogniseRibbon(std::string_view sample);
[[nodiscard]] std::unique_ptr<MessageReader> readRibbon(capture::ByteReader& bytes, ImportLog* log);

} // namespace echelle::logs
