#include "ui/views/lane_edit.h"

#include <algorithm>

namespace echelle::ui {

namespace {
store::LaneSetting settingOf(const LaneSettings& settings, const std::string& address) {
    const auto found = std::find_if(settings.begin(), settings.end(),
                                    [&](const store::LaneSetting& setting) { return setting.address == address; });
    if (found != settings.end())
        return *found;
    store::LaneSetting setting;
    setting.address = address;
    return setting;
}
} // namespace

LaneSettings renamedLane(const scene::LadderScene& scene, const LaneSettings& settings, std::size_t lane,
                         const std::string& name) {
    store::LaneSetting setting = settingOf(settings, scene.lanes()[lane].key);
    setting.name = name;
    return {setting};
}

LaneSettings movedLane(const scene::LadderScene& scene, const LaneSettings& settings, std::size_t from,
                       std::size_t to) {
    std::vector<std::string> keys;
    for (const scene::SceneLane& lane : scene.lanes())
        keys.push_back(lane.key);
    const std::string moved = keys[from];
    keys.erase(keys.begin() + static_cast<std::ptrdiff_t>(from));
    keys.insert(keys.begin() + static_cast<std::ptrdiff_t>(std::min(to, keys.size())), moved);
    LaneSettings changed;
    for (std::size_t position = 0; position < keys.size(); ++position) {
        store::LaneSetting setting = settingOf(settings, keys[position]);
        if (setting.position == static_cast<int>(position))
            continue;
        setting.position = static_cast<int>(position);
        changed.push_back(setting);
    }
    return changed;
}

LaneSettings mergedLane(const scene::LadderScene& scene, const LaneSettings& settings, std::size_t lane,
                        std::size_t into) {
    store::LaneSetting setting = settingOf(settings, scene.lanes()[lane].key);
    setting.mergedInto = scene.lanes()[into].key;
    return {setting};
}

LaneSettings separatedLane(const scene::LadderScene& scene, const LaneSettings& settings, std::size_t lane) {
    LaneSettings changed;
    for (const std::string& address : scene.lanes()[lane].addresses) {
        store::LaneSetting setting = settingOf(settings, address);
        if (setting.mergedInto.empty())
            continue;
        setting.mergedInto.clear();
        changed.push_back(setting);
    }
    return changed;
}

LaneSettings hiddenLane(const scene::LadderScene& scene, const LaneSettings& settings, std::size_t lane) {
    store::LaneSetting setting = settingOf(settings, scene.lanes()[lane].key);
    setting.isHidden = true;
    return {setting};
}

LaneSettings shownLane(const LaneSettings& settings, const std::string& key) {
    store::LaneSetting setting = settingOf(settings, key);
    setting.isHidden = false;
    return {setting};
}

} // namespace echelle::ui
