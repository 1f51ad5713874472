#pragma once

#include "core/logs/message_reader.h"

namespace echelle::logs {

// The text of Avaya IP Office System Monitor with the SIP packets traced. For the registry of formats.
[[nodiscard]] int recogniseIpOffice(std::string_view sample);
[[nodiscard]] std::unique_ptr<MessageReader> readIpOffice(capture::ByteReader& bytes, ImportLog* log);

} // namespace echelle::logs
