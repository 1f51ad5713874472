#pragma once

#include "core/logs/message_reader.h"

namespace echelle::logs {

// sipmsg.log (and log.sipd) of an Oracle, formerly Acme Packet, session border controller. For the registry of formats.
[[nodiscard]] int recogniseOracle(std::string_view sample);
[[nodiscard]] std::unique_ptr<MessageReader> readOracle(capture::ByteReader& bytes, ImportLog* log);

} // namespace echelle::logs
