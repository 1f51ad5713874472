#pragma once

#include "core/logs/message_reader.h"

namespace echelle::logs {

// The syslog of AudioCodes gateways and SBCs, as collectors and the Syslog Viewer write it. For the registry of
// formats.
[[nodiscard]] int recogniseAudioCodes(std::string_view sample);
[[nodiscard]] std::unique_ptr<MessageReader> readAudioCodes(capture::ByteReader& bytes, ImportLog* log);

} // namespace echelle::logs
