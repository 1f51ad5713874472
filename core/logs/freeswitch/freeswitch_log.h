#pragma once

#include "core/logs/message_reader.h"

namespace echelle::logs {

// FreeSWITCH with `sofia global siptrace on`, from the console or freeswitch.log, and what else writes the traces of
// the sofia-sip library (drachtio). For the registry of formats.
[[nodiscard]] int recogniseFreeSwitch(std::string_view sample);
[[nodiscard]] std::unique_ptr<MessageReader> readFreeSwitch(capture::ByteReader& bytes, ImportLog* log);

} // namespace echelle::logs
