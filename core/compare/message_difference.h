#pragma once

#include "core/compare/counterparts.h"

#include <string>
#include <vector>

namespace echelle::compare {

enum class DifferenceKind : std::uint8_t { Status, Header, Sdp };

// One way in which a message of one call differs from that of the other.
struct Difference {
    DifferenceKind kind = DifferenceKind::Header;
    std::string name; // "Supported", "Request-URI"; of SDP: "a=rtpmap:8 (audio)", "SDP"
    std::string a;    // value as it stands; empty where isOnlyInB
    std::string b;
    bool isOnlyInA = false;
    bool isOnlyInB = false;
    bool isIncidental = false;
    std::string sameness = {}; // equal for differences that say the same, of whatever message
};

// "403 Forbidden"
[[nodiscard]] std::string statusOf(const sip::Message& response);

// What the two messages say otherwise, in the order start line, header fields, session description. Of responses with
// different status only the status and the fields that give its reason count. shownA, shownB: with secrets hidden.
[[nodiscard]] std::vector<Difference> differencesOf(const sip::Message& a, const sip::Message& shownA,
                                                    const sip::Message& b, const sip::Message& shownB,
                                                    const Counterparts& counterparts);

} // namespace echelle::compare
