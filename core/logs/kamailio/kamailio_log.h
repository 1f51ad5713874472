#pragma once

#include "core/logs/message_reader.h"

namespace echelle::logs {

// Kamailio and OpenSIPS: the text files of sipdump, and whole messages ($mb) that a script writes to the log. For the
// registry of formats.
[[nodiscard]] int recogniseKamailio(std::string_view sample);
[[nodiscard]] std::unique_ptr<MessageReader> readKamailio(capture::ByteReader& bytes, ImportLog* log);

} // namespace echelle::logs
