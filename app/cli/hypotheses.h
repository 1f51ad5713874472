#pragma once

#include "core/playbook/hypothesis.h"

#include <string>
#include <vector>

namespace echelle::store {
class CaseReader;
struct RowRecord;
} // namespace echelle::store

namespace echelle::cli {

class Console;
class JsonOutput;

// The playbook's hypotheses for a row of the case; empty for a row that was established.
[[nodiscard]] std::vector<playbook::Hypothesis> hypothesesOf(store::CaseReader& reader, const store::RowRecord& row);
// "hypotheses" of one object; no key where there are none.
void writeHypotheses(JsonOutput& json, const std::vector<playbook::Hypothesis>& hypotheses, const Console& console);
// For people: each with its weight and tags, what it rests on, and where it is open the check that would settle it.
[[nodiscard]] std::vector<std::string> hypothesisLines(const std::vector<playbook::Hypothesis>& hypotheses,
                                                       const Console& console);

} // namespace echelle::cli
