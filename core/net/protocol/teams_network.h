#pragma once

#include "core/base/endpoint.h"

#include <string_view>

namespace echelle::net {

// Whether Microsoft publishes the address as one its SIP proxies for Direct Routing use, in Teams and in ACS ("Plan
// Direct Routing"): 52.112.0.0/14 and 52.120.0.0/14 worldwide, and those of the US government clouds.
[[nodiscard]] bool isTeamsSignalling(const IpAddress& address);

// Whether a host name is that of such a proxy: "sip.pstnhub.microsoft.com" and its siblings. In any case.
[[nodiscard]] bool isTeamsName(std::string_view host);

} // namespace echelle::net
