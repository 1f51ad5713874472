#pragma once

#include "core/base/ids.h"

#include <cstdint>
#include <set>
#include <string>

namespace echelle::scene {

enum class TimeMode : std::uint8_t { Absolute, SinceStart, SincePrevious };

// How the reader wants to see the rows. Lanes are settings of the case (store::LaneSetting).
struct Settings {
    TimeMode timeMode = TimeMode::SinceStart;
    std::string zone = "UTC";   // IANA name or "UTC+02:00"; an unknown one is taken as UTC
    bool isFolded = true;       // retransmissions stand as one arrow with ×7
    std::set<EventId> unfolded; // of these messages all sends are shown
    bool hasPackets = true;     // rows for packets that are no messages
    bool hasGaps = true;        // long silences stand as breaks
};

} // namespace echelle::scene
