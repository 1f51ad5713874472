#pragma once

#include "core/base/result.h"
#include "core/dialog/peer_role.h"
#include "core/store/database.h"

#include <optional>
#include <vector>

namespace echelle::store {

// What the user said of addresses, kept among the case's settings; the next analysis follows it.
[[nodiscard]] std::vector<dialog::PeerRole> peerRoles(Database& database);
// isTeams: nullopt takes the word back.
Result<void> setPeerRole(Database& database, const IpAddress& address, std::optional<bool> isTeams);

} // namespace echelle::store
