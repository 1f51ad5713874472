#pragma once

#include "core/base/endpoint.h"

namespace echelle::dialog {

// The user's word on who an address is (model.md "Evidence and analysis"): goes before networks and names.
struct PeerRole {
    IpAddress address;
    bool isTeams = true; // Teams Direct Routing; false: it is not

    friend bool operator==(const PeerRole&, const PeerRole&) = default;
};

} // namespace echelle::dialog
