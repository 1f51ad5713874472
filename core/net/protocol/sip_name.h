#pragma once

#include <string_view>

namespace echelle::net {

// True where the host name is that of a SIP service: "sip.pstnhub.microsoft.com", "sip2...", "sbc1.example.com",
// "...-sip...".
[[nodiscard]] bool suggestsSip(std::string_view serverName);

} // namespace echelle::net
