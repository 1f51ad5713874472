#pragma once

#include "core/logs/message_reader.h"

namespace echelle::logs {

// The debug output of Cisco IOS (a CUBE or gateway): "debug ccsip messages" and "show voip trace". For the registry of
// formats.
[[nodiscard]] int recogniseCube(std::string_view sample);
[[nodiscard]] std::unique_ptr<MessageReader> readCube(capture::ByteReader& bytes, ImportLog* log);

} // namespace echelle::logs
