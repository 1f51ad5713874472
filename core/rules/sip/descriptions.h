#pragma once

#include "core/dialog/call_facts.h"

#include <string>
#include <string_view>
#include <vector>

namespace echelle::rules {

// Audio codecs of a description, "PCMA/8000" each, without telephone-event and comfort noise; of all audio sections
// that are not refused.
[[nodiscard]] std::vector<std::string> audioCodecsOf(std::string_view sdp);
[[nodiscard]] bool haveCommon(const std::vector<std::string>& a, const std::vector<std::string>& b);
[[nodiscard]] std::string listed(const std::vector<std::string>& names); // "PCMA/8000, PCMU/8000"

// The last description with audio that this side sent in the row, for what it can do; nullptr: none.
[[nodiscard]] const dialog::SdpFacts* audioOfSide(const dialog::CallFacts& facts, bool isInitiator);

} // namespace echelle::rules
