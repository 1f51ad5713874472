#include "core/sip/teams_direct_routing.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace echelle::sip {

bool isTeamsAddress(const IpAddress& address) {
    if (address.family != IpAddress::Family::V4 || address.bytes[12] != 52)
        return false;
    const unsigned second = address.bytes[13];
    const unsigned third = address.bytes[14];
    // 52.122.0.0/15, which Microsoft lists too, lies in 52.120.0.0/14.
    const bool isWorldwide = (second & 0xfcU) == 112 || (second & 0xfcU) == 120;
    const bool isGovernment = second == 127 && ((third & 0xf8U) == 64 || (third & 0xf8U) == 88);
    return isWorldwide || isGovernment;
}

bool isTeamsName(std::string_view host) {
    constexpr std::array<std::string_view, 3> kSuffixes{".pstnhub.microsoft.com", ".pstnhub.gov.teams.microsoft.us",
                                                        ".pstnhub.dod.teams.microsoft.us"};
    return std::any_of(kSuffixes.begin(), kSuffixes.end(), [host](std::string_view suffix) {
        return host.size() > suffix.size() && equalsNoCase(host.substr(host.size() - suffix.size()), suffix);
    });
}

bool isTeamsAgent(std::string_view agent) {
    return startsWithNoCase(agent, "Microsoft.PSTNHub.SIPProxy");
}

} // namespace echelle::sip
