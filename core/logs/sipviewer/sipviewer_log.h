#pragma once

#include "core/logs/message_reader.h"

namespace echelle::logs {

// The neutral text of sip-viewer: a line with time, way and both addresses before each message. For the registry of
// formats.
[[nodiscard]] int recogniseSipViewer(std::string_view sample);
[[nodiscard]] std::unique_ptr<MessageReader> readSipViewer(capture::ByteReader& bytes, ImportLog* log);

} // namespace echelle::logs
