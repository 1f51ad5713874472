#pragma once

#include "core/logs/message_reader.h"

namespace echelle::logs {

// SIPp with -trace_msg. For the registry of formats.
[[nodiscard]] int recogniseSipp(std::string_view sample);
[[nodiscard]] std::unique_ptr<MessageReader> readSipp(capture::ByteReader& bytes, ImportLog* log);

} // namespace echelle::logs
