#pragma once

#include <string_view>

namespace echelle::logs {

// Whether the sample notes SIP messages by one line each, without the messages: SIPp's -trace_shortmsg, and lines that
// the script of a Kamailio or OpenSIPS writes (xlog). There is nothing in them that a call could be followed by.
[[nodiscard]] bool hasSummaryLines(std::string_view sample);

} // namespace echelle::logs
