#include "core/scene/lane_table.h"

#include <algorithm>
#include <map>
#include <set>

namespace echelle::scene {

namespace {
using Settings = std::map<std::string, const store::LaneSetting*, std::less<>>;

std::string keyOf(const Endpoint& endpoint, const std::set<IpAddress>& split) {
    if (endpoint.isDevice() || split.count(endpoint.address) > 0)
        return endpoint.toString();
    return endpoint.address.toString();
}

// The lane that a lane is shown as part of: follows merges, whose chain may be a ring.
std::string shownAs(const std::string& key, const Settings& settings) {
    std::string at = key;
    for (std::size_t step = 0; step <= settings.size(); ++step) {
        const auto found = settings.find(at);
        if (found == settings.end() || found->second->mergedInto.empty() || found->second->mergedInto == at)
            return at;
        at = found->second->mergedInto;
    }
    return key;
}

// Those with a position take it; the others keep their order around them.
void placeLanes(std::vector<SceneLane>& lanes, const Settings& settings) {
    std::vector<SceneLane> free;
    std::vector<std::pair<int, SceneLane>> placed;
    for (SceneLane& lane : lanes) {
        const auto found = settings.find(lane.key);
        if (found != settings.end() && found->second->position >= 0)
            placed.emplace_back(found->second->position, std::move(lane));
        else
            free.push_back(std::move(lane));
    }
    std::stable_sort(placed.begin(), placed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [position, lane] : placed) {
        const auto at = std::min(static_cast<std::size_t>(position), free.size());
        free.insert(free.begin() + static_cast<std::ptrdiff_t>(at), std::move(lane));
    }
    lanes = std::move(free);
}
} // namespace

LaneTable makeLanes(const EventList& list, const std::vector<store::LaneSetting>& laneSettings) {
    Settings settings;
    for (const store::LaneSetting& setting : laneSettings)
        settings[setting.address] = &setting;
    std::set<IpAddress> split;
    for (std::size_t i = 0; i < list.endpoints.size(); ++i) {
        if (list.isLocalPeer[i])
            split.insert(list.endpoints[i].address);
    }

    std::vector<SceneLane> lanes;
    std::map<std::string, std::size_t, std::less<>> byKey;
    for (std::size_t i = 0; i < list.endpoints.size(); ++i) {
        const std::string own = keyOf(list.endpoints[i], split);
        const std::string key = shownAs(own, settings);
        const auto [found, isNew] = byKey.try_emplace(key, lanes.size());
        if (isNew) {
            const auto setting = settings.find(key);
            lanes.push_back({key, setting == settings.end() ? std::string() : setting->second->name, {}, {}});
        }
        SceneLane& lane = lanes[found->second];
        if (std::find(lane.addresses.begin(), lane.addresses.end(), own) == lane.addresses.end())
            lane.addresses.insert(own == key ? lane.addresses.begin() : lane.addresses.end(), own);
        lane.endpoints.push_back(static_cast<std::uint32_t>(i));
    }

    LaneTable table;
    for (SceneLane& lane : lanes) {
        const auto setting = settings.find(lane.key);
        const bool isHidden = setting != settings.end() && setting->second->isHidden;
        (isHidden ? table.hidden : table.lanes).push_back(std::move(lane));
    }
    placeLanes(table.lanes, settings);
    table.laneOf.assign(list.endpoints.size(), kNone);
    for (std::size_t lane = 0; lane < table.lanes.size(); ++lane) {
        for (const std::uint32_t endpoint : table.lanes[lane].endpoints)
            table.laneOf[endpoint] = static_cast<std::uint32_t>(lane);
    }
    return table;
}

} // namespace echelle::scene
