#pragma once

#include "core/logs/message_reader.h"

namespace echelle::logs {

// An Asterisk log, console or full, with the output of the pjsip logger (res_pjsip_logger) or of chan_sip ("sip set
// debug on"). For the registry of formats.
[[nodiscard]] int recogniseAsterisk(std::string_view sample);
[[nodiscard]] std::unique_ptr<MessageReader> readAsterisk(capture::ByteReader& bytes, ImportLog* log);

} // namespace echelle::logs
