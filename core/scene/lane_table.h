#pragma once

#include "core/scene/event_skeleton.h"

#include <string>
#include <vector>

namespace echelle::scene {

// One lifeline: an address, or several that the user has merged.
struct SceneLane {
    std::string key;                    // its address, as settings name it
    std::string givenName;              // empty: none given
    std::vector<std::string> addresses; // the key first
    std::vector<std::uint32_t> endpoints;
};

// Which endpoint stands on which lifeline.
struct LaneTable {
    std::vector<SceneLane> lanes; // shown ones, from left to right
    std::vector<SceneLane> hidden;
    std::vector<std::uint32_t> laneOf; // by endpoint; kNone: on a hidden lane
};

// A lane is an IP address without its port, since boxes answer from several; where an address talks to itself the ports
// are lanes of their own. Lanes come in order of appearance, and then as the settings have them.
[[nodiscard]] LaneTable makeLanes(const EventList& list, const std::vector<store::LaneSetting>& settings);

} // namespace echelle::scene
