#pragma once

#include "core/logs/message_reader.h"

namespace echelle::logs {

// The XML that the JAIN-SIP stack writes for its trace viewer. For the registry of formats.
[[nodiscard]] int recogniseJainSip(std::string_view sample);
[[nodiscard]] std::unique_ptr<MessageReader> readJainSip(capture::ByteReader& bytes, ImportLog* log);

} // namespace echelle::logs
