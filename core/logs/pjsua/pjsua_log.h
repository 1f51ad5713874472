#pragma once

#include "core/logs/message_reader.h"

namespace echelle::logs {

// PJSUA and other clients built on pjsip, at log level 4 or more. For the registry of formats.
[[nodiscard]] int recognisePjsua(std::string_view sample);
[[nodiscard]] std::unique_ptr<MessageReader> readPjsua(capture::ByteReader& bytes, ImportLog* log);

} // namespace echelle::logs
