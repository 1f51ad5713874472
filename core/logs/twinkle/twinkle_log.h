#pragma once

#include "core/logs/message_reader.h"

namespace echelle::logs {

// Twinkle's log with SIP messages shown. For the registry of formats.
[[nodiscard]] int recogniseTwinkle(std::string_view sample);
[[nodiscard]] std::unique_ptr<MessageReader> readTwinkle(capture::ByteReader& bytes, ImportLog* log);

} // namespace echelle::logs
