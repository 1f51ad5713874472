#pragma once

#include "core/scene/ladder_scene.h"

#include <string>
#include <vector>

namespace echelle::ui {

// What a change that the user makes to the lanes means for the case's settings: those that change, to be stored one by
// one. settings: as they are now. Lanes are numbered as the scene shows them.
using LaneSettings = std::vector<store::LaneSetting>;

[[nodiscard]] LaneSettings renamedLane(const scene::LadderScene& scene, const LaneSettings& settings, std::size_t lane,
                                       const std::string& name); // empty: the found name again
[[nodiscard]] LaneSettings movedLane(const scene::LadderScene& scene, const LaneSettings& settings, std::size_t from,
                                     std::size_t to);
[[nodiscard]] LaneSettings mergedLane(const scene::LadderScene& scene, const LaneSettings& settings, std::size_t lane,
                                      std::size_t into);
// All that were merged into the lane stand on their own again.
[[nodiscard]] LaneSettings separatedLane(const scene::LadderScene& scene, const LaneSettings& settings,
                                         std::size_t lane);
[[nodiscard]] LaneSettings hiddenLane(const scene::LadderScene& scene, const LaneSettings& settings, std::size_t lane);
[[nodiscard]] LaneSettings shownLane(const LaneSettings& settings, const std::string& key);

} // namespace echelle::ui
