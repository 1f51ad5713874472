#pragma once

#include "core/logs/message_reader.h"

namespace echelle::logs {

// Linphone and what else is built on belle-sip, at the level of messages. For the registry of formats.
[[nodiscard]] int recogniseLinphone(std::string_view sample);
[[nodiscard]] std::unique_ptr<MessageReader> readLinphone(capture::ByteReader& bytes, ImportLog* log);

} // namespace echelle::logs
