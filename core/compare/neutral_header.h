#pragma once

#include "core/compare/counterparts.h"

#include <string>
#include <string_view>
#include <vector>

namespace echelle::compare {

// All header fields of one name, without what differs in every call: tags, branches, ports, CSeq numbers, nonces,
// unique ids, lengths, times; with what stands for the parties of both calls. Fields of which nothing is left are
// there all the same, since one of them may be missing.
struct NeutralHeader {
    std::string name;          // as the registry has it, else as it stands
    std::string neutral;       // to compare
    std::string shown;         // to say: the values as they stand in shown
    bool isIncidental = false; // says something about the software or the way, hardly why a call fails
};

// shown: the same message with its secrets hidden.
[[nodiscard]] std::vector<NeutralHeader> neutralHeaders(const sip::Message& message, const sip::Message& shown,
                                                        const Counterparts& counterparts, SideOf side);

[[nodiscard]] std::string neutralUri(std::string_view uri, const Counterparts& counterparts, SideOf side);
// Any text: words that have a counterpart, unique ids and the ports behind addresses are replaced.
[[nodiscard]] std::string neutralText(std::string_view text, const Counterparts& counterparts, SideOf side);

} // namespace echelle::compare
