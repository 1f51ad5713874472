#pragma once

#include "core/logs/message_reader.h"

namespace echelle::logs {

// A text that holds SIP messages and nothing else, or a single one. For the registry of formats.
[[nodiscard]] int recognisePlain(std::string_view sample);
[[nodiscard]] std::unique_ptr<MessageReader> readPlain(capture::ByteReader& bytes, ImportLog* log);

} // namespace echelle::logs
