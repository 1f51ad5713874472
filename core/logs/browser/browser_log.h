#pragma once

#include "core/logs/message_reader.h"

namespace echelle::logs {

// The console of a browser with the debug output of JsSIP or SIP.js, copied or saved. For the registry of formats.
[[nodiscard]] int recogniseBrowser(std::string_view sample);
[[nodiscard]] std::unique_ptr<MessageReader> readBrowser(capture::ByteReader& bytes, ImportLog* log);

} // namespace echelle::logs
