#pragma once

#include "core/dialog/call_facts.h"

#include <vector>

namespace echelle::rules {

// One side puts the other on hold and takes it back, as its own descriptions say (RFC 3264 section 8.4, RFC 6337
// section 5.3). A description that only repeats is neither.
struct HeldPeriod {
    dialog::Index hold = dialog::kNoIndex;          // the accepted offer that began it (message)
    dialog::Index resume = dialog::kNoIndex;        // the accepted description that ended it
    dialog::Index refusedResume = dialog::kNoIndex; // the last refusal of an offer to resume (message)
    bool isByInitiator = false;
};

[[nodiscard]] std::vector<HeldPeriod> heldPeriodsOf(const dialog::CallFacts& facts);

// The BYE that ended the dialog; kNoIndex where a dialog still stands or none was confirmed.
[[nodiscard]] dialog::Index endingBye(const dialog::CallFacts& facts);

} // namespace echelle::rules
