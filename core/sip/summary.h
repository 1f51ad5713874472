#pragma once

#include "core/sip/message.h"

#include <string>

namespace echelle::sip {

// One line without language that names a message, as cli.md's `messages` and ladders show it: "INVITE (SDP)", "200 OK
// (SDP)", "NOTIFY (sipfrag 180)". Valid UTF-8 without control characters, at most about 120 characters.
[[nodiscard]] std::string summary(const Message& message);

} // namespace echelle::sip
