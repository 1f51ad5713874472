#pragma once

#include "core/logs/message_reader.h"

namespace echelle::logs {

// Homer 7's export of a search as text. For the registry of formats.
[[nodiscard]] int recogniseHomer(std::string_view sample);
[[nodiscard]] std::unique_ptr<MessageReader> readHomer(capture::ByteReader& bytes, ImportLog* log);

} // namespace echelle::logs
