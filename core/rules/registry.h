#pragma once

#include "core/rules/finding.h"

#include <string_view>
#include <vector>

namespace echelle::dialog {
struct CallFacts;
struct RowFacts;
} // namespace echelle::dialog

namespace echelle::match {
class CodeMatcher;
}

namespace echelle::rules {

class PacketEvents;

struct RuleContext {
    const dialog::RowFacts& row;
    const dialog::CallFacts& facts;
    const match::CodeMatcher& codes;       // code + status + phrase -> catalog key
    const PacketEvents* packets = nullptr; // what happened to connections and packets; none where nothing did
};

// One rule: a pure function of one row (verdicts.md says what it may claim and when it is silent).
struct Rule {
    std::string_view id;
    void (*evaluate)(const RuleContext& context, std::vector<Finding>& out);
};
[[nodiscard]] const std::vector<Rule>& allRules();

// Runs every rule on a row: roles and explainedBy settled, general rules folded into `also`, ordered as verdicts.md
// "Order and words" says. Finding ids are 0 (given by the store); explainedBy is an index + 1 into the result.
[[nodiscard]] std::vector<Finding> evaluate(const RuleContext& context);

} // namespace echelle::rules
