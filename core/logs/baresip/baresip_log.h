#pragma once

#include "core/logs/message_reader.h"

namespace echelle::logs {

// baresip with its SIP trace on (-s). For the registry of formats.
[[nodiscard]] int recogniseBaresip(std::string_view sample);
[[nodiscard]] std::unique_ptr<MessageReader> readBaresip(capture::ByteReader& bytes, ImportLog* log);

} // namespace echelle::logs
