#pragma once

#include "core/logs/message_reader.h"

namespace echelle::logs {

// Any other text with whole SIP messages in it: start lines show where, and the nearest time and addresses before them
// are taken, which is a guess and said so. For the registry of formats.
[[nodiscard]] int recogniseGeneric(std::string_view sample);
[[nodiscard]] std::unique_ptr<MessageReader> readGeneric(capture::ByteReader& bytes, ImportLog* log);

} // namespace echelle::logs
