#pragma once

#include "core/logs/message_reader.h"

namespace echelle::logs {

// The syslog of Avaya J100 and 9600 series SIP telephones. For the registry of formats.
[[nodiscard]] int recogniseAvayaPhone(std::string_view sample);
[[nodiscard]] std::unique_ptr<MessageReader> readAvayaPhone(capture::ByteReader& bytes, ImportLog* log);

} // namespace echelle::logs
