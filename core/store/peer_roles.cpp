#include "core/store/peer_roles.h"

#include <string>

namespace echelle::store {

namespace {
constexpr std::string_view kPrefix = "peer:"; // of the setting's key; the address follows
constexpr std::string_view kTeams = "teams";
constexpr std::string_view kOther = "other";
} // namespace

std::vector<dialog::PeerRole> peerRoles(Database& database) {
    std::vector<dialog::PeerRole> roles;
    Statement s =
        database.prepare("SELECT substr(key,6),value FROM setting WHERE substr(key,1,5)='peer:' ORDER BY key");
    while (s && s.step()) {
        const auto address = IpAddress::parse(s.text(0));
        const std::string_view role = s.text(1);
        if (address && (role == kTeams || role == kOther))
            roles.push_back({*address, role == kTeams});
    }
    return roles;
}

Result<void> setPeerRole(Database& database, const IpAddress& address, std::optional<bool> isTeams) {
    const std::string key = std::string(kPrefix) + address.toString();
    Statement s = isTeams ? database.prepare("INSERT OR REPLACE INTO setting(key,value) VALUES(?,?)")
                          : database.prepare("DELETE FROM setting WHERE key=?");
    s.bind(1, key);
    if (isTeams)
        s.bind(2, *isTeams ? kTeams : kOther);
    s.step();
    if (s.failed())
        return Unexpected(database.lastError());
    return {};
}

} // namespace echelle::store
