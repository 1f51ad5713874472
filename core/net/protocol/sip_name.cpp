#include "core/net/protocol/sip_name.h"

#include "core/base/text.h"

namespace echelle::net {

bool suggestsSip(std::string_view serverName) {
    const std::string name = toLower(serverName);
    if (name.find("pstnhub") != std::string::npos || name.starts_with("sip") ||
        name.find(".sip") != std::string::npos || name.find("-sip") != std::string::npos)
        return true;
    return name.substr(0, name.find('.')).find("sbc") != std::string::npos;
}

} // namespace echelle::net
