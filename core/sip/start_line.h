#pragma once

#include "core/sip/message.h"

#include <string_view>

namespace echelle::sip {

// Reads m.startLine into the fields of the start line (RFC 3261 sections 7.1 and 7.2) and notes its defects.
void parseStartLine(Message& m);

// "SIP/2.0" without regard to case.
[[nodiscard]] bool isSip20(std::string_view version);
// Begins with "SIP/" without regard to case.
[[nodiscard]] bool startsWithSip(std::string_view text);

} // namespace echelle::sip
