#pragma once

#include "core/dialog/analysis.h"
#include "core/rules/finding.h"

#include <cstddef>
#include <vector>

namespace echelle::rules {

// What was found on one part of a joined call (dialog::CallTree), each judged by itself.
struct PartFindings {
    std::size_t parent = 0; // index of the part nearer the caller; of the first: itself
    bool isTransfer = false;
    dialog::RowState state = dialog::RowState::Incomplete;
    std::vector<Finding> findings; // explainedBy: index + 1 within this part
};

struct JoinedFindings {
    std::vector<Finding> findings; // of the call, in order; explainedBy: index + 1
    std::vector<EventId> relayed;  // messages that only passed on, or got over, what failed elsewhere
};

// Conclusions over the legs of a call. A failure that the B2BUA passed on is one: on the caller's leg it is the effect
// of the cause on the leg beyond. A branch that failed while the caller was answered is a step and no failure. The same
// remark on several legs is one, and cites all.
[[nodiscard]] JoinedFindings joinFindings(std::vector<PartFindings> parts);

} // namespace echelle::rules
