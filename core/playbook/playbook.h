#pragma once

#include "core/playbook/hypothesis.h"
#include "core/store/case_types.h"

#include <vector>

namespace echelle::playbook {

// Weighs why the row could not be established: a pure function of its findings and its events (in the case's order).
// Empty for a row that was established, or whose end was somebody's wish (busy, declined, cancelled). Else every
// hypothesis of the families that the row's evidence belongs to, in the playbook's order. verdicts.md says what a
// verdict may claim: a contradiction needs a fact, and where a peer answered 5xx the fault may lie behind it.
[[nodiscard]] std::vector<Hypothesis> weigh(const store::RowRecord& row, const std::vector<rules::Finding>& findings,
                                            const std::vector<store::EventRecord>& events);

} // namespace echelle::playbook
