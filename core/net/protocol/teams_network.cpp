#include "core/net/protocol/teams_network.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <string>

namespace echelle::net {
namespace {

using FourBytes = std::array<std::uint8_t, 4>;
constexpr std::array<FourBytes, 4> kGovernment{
    {{52, 127, 88, 59}, {52, 127, 92, 64}, {52, 127, 64, 33}, {52, 127, 68, 34}}};
constexpr std::array<std::string_view, 3> kSuffixes{".pstnhub.microsoft.com", ".pstnhub.gov.teams.microsoft.us",
                                                    ".pstnhub.dod.teams.microsoft.us"};

} // namespace

bool isTeamsSignalling(const IpAddress& address) {
    if (address.family != IpAddress::Family::V4)
        return false;
    FourBytes four{};
    std::copy(address.bytes.begin() + 12, address.bytes.end(), four.begin());
    const bool isWorldwide = four[0] == 52 && ((four[1] & 0xfc) == 112 || (four[1] & 0xfc) == 120);
    return isWorldwide || std::find(kGovernment.begin(), kGovernment.end(), four) != kGovernment.end();
}

bool isTeamsName(std::string_view host) {
    const std::string lower = toLower(host);
    return std::any_of(kSuffixes.begin(), kSuffixes.end(),
                       [&lower](std::string_view suffix) { return lower.ends_with(suffix); });
}

} // namespace echelle::net
