#pragma once

#include "core/rules/finding.h"

#include <vector>

namespace echelle::rules {

// verdicts.md "Order and words": which finding explains which, which stands in another's `also`, and what comes first.
// explainedBy becomes an index + 1 into the result.
[[nodiscard]] std::vector<Finding> settle(std::vector<Finding> findings);

// Unexplained causes first, the earliest before all; then what they explain; remarks last.
[[nodiscard]] bool comesBefore(const Finding& a, const Finding& b);

} // namespace echelle::rules
