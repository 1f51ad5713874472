#pragma once

#include "core/rules/finding.h"

#include <vector>

namespace echelle::rules {

// The findings of a call or connection of a trace, and those of the report rows that were joined to it, as one list. A
// failure that both tell is named once, by the trace's finding, which then carries the report's code; where the trace
// only inferred it, it is correlated. What only the report tells stands beside, as the effect of the trace's own cause
// where there is one. explainedBy: index + 1, before and after.
[[nodiscard]] std::vector<Finding> joinRecordFindings(std::vector<Finding> trace, std::vector<Finding> report);

} // namespace echelle::rules
