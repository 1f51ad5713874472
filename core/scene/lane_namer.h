#pragma once

#include "core/scene/lane_table.h"

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace echelle::scene {

// Finds names for lanes that the user has not named, from what the case shows: a network that is known, a name that
// the capture holds, User-Agent or Server of messages the lane sent by itself, the host name of its Contact, the name
// that was looked up for it. Reads a
// few messages per lane, when its name is first asked for.
class LaneNamer {
public:
    LaneNamer(EventSource& source, const EventList& list)
        : m_source(source), m_list(list), m_captured(source.capturedNames()) {}

    // Never empty: at worst the address.
    [[nodiscard]] const std::string& name(const SceneLane& lane);

private:
    [[nodiscard]] std::string found(const SceneLane& lane);
    [[nodiscard]] std::string capturedName(const IpAddress& address) const;
    [[nodiscard]] std::string exportName(const SceneLane& lane) const;
    [[nodiscard]] std::string resolvedName(const SceneLane& lane);

    EventSource& m_source;
    const EventList& m_list;
    std::vector<std::pair<IpAddress, std::string>> m_captured;
    std::unordered_map<std::string, std::string> m_names;              // by key
    std::optional<std::map<std::string, std::string>> m_resolvedNames; // read when they are first asked for
};

// The name of a network that is published as belonging to one service; "" for any other address.
[[nodiscard]] std::string_view knownNetwork(const IpAddress& address);

} // namespace echelle::scene
