#pragma once

#include "core/store/case_types.h"

#include <string>
#include <string_view>

namespace echelle::ui {

// What the message view shows of an event that is no message: its facts, one per line, and its bytes as hexadecimal
// digits with their characters beside, 16 to a line.
[[nodiscard]] std::string packetText(const store::EventRecord& event, std::string_view bytes);

} // namespace echelle::ui
