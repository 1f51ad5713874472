#pragma once

#include "core/base/endpoint.h"

#include <string_view>

namespace echelle::sip {

// How Teams Direct Routing (and the direct routing of ACS, which uses the same proxies) is known on a trace: its
// networks (of signalling and media), its names, and what its SIP proxy calls itself. The one place that knows them.
// Source: Microsoft, "Plan Direct Routing" (sections "FQDN", "SIP signaling: ports") and "Plan for media bypass";
// decimals are IPv4 prefixes.
[[nodiscard]] bool isTeamsAddress(const IpAddress& address); // 52.112.0.0/14, 52.120.0.0/14, 52.127.64.0/21, .88.0/21
[[nodiscard]] bool isTeamsName(std::string_view host);       // sip.pstnhub.microsoft.com and the like, without case
[[nodiscard]] bool isTeamsAgent(std::string_view agent);     // value of User-Agent or Server

} // namespace echelle::sip
