#pragma once

#include "core/compare/counterparts.h"

#include <string>
#include <string_view>
#include <vector>

namespace echelle::compare {

// One line of a session description (RFC 8866) without what differs in every call: session id and version, times,
// ports, keys, ICE names, candidates' addresses, the numbers of payload types (a codec is known by its name).
struct NeutralLine {
    std::string key;     // what it sets: "c", "m", "a=rtpmap:8", "direction"
    std::string neutral; // to compare
    std::string shown;   // to say
    std::string codec;   // the one it is about; empty: none
    bool isIncidental = false;
};

// The session level, or a media section with its m= line.
struct NeutralSection {
    std::string media; // "audio"; empty: session level
    std::vector<NeutralLine> lines;
    std::vector<std::string> codecs; // "pcma/8000", in order of preference
};

// shown: the same description with its secrets hidden. Bounded as sip::parseSdp is; the first section is the session.
[[nodiscard]] std::vector<NeutralSection> neutralSdp(std::string_view text, std::string_view shown,
                                                     const Counterparts& counterparts, SideOf side);

} // namespace echelle::compare
