#pragma once

#include "core/logs/message_reader.h"

namespace echelle::logs {

// SDL traces of Cisco Unified Communications Manager, and the older ccm (SDI) traces. For the registry of formats.
[[nodiscard]] int recogniseCucm(std::string_view sample);
[[nodiscard]] std::unique_ptr<MessageReader> readCucm(capture::ByteReader& bytes, ImportLog* log);

} // namespace echelle::logs
