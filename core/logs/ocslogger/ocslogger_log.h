#pragma once

#include "core/logs/message_reader.h"

namespace echelle::logs {

// The text of OCSLogger and CLSLogger (Lync Server, Skype for Business Server), records of the SIP stack. For the
// registry of formats.
[[nodiscard]] int recogniseOcsLogger(std::string_view sample);
[[nodiscard]] std::unique_ptr<MessageReader> readOcsLogger(capture::ByteReader& bytes, ImportLog* log);

} // namespace echelle::logs
