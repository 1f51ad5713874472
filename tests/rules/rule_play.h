#pragma once

#include "core/base/diagnostic.h"
#include "core/match/code_matcher.h"
#include "core/rules/registry.h"
#include "tests/unit/dialog/sip_play.h"

#include <string>
#include <vector>

namespace echelle::test {

// Of the project's own catalog.
const match::CodeMatcher& catalogCodes();

// Plays a script to its end and evaluates all rules on every row.
class RulePlay : public Play {
public:
    RulePlay(const std::vector<Say>& script, double end);
    void onRow(const dialog::RowFacts& row, const dialog::CallFacts& facts) override;

    // The finding of that rule; nullptr where it is silent.
    [[nodiscard]] const rules::Finding* find(const std::string& rule) const;
    // Rules that found something of warning or error.
    [[nodiscard]] std::vector<std::string> alarms() const;

    std::vector<rules::Finding> findings;
};

// Value of an argument; "<none>" where it is not offered.
std::string argument(const rules::Finding& finding, const std::string& name);

// Builders of the messages that most scripts need: alice 10.0.0.1 calls bob 10.0.0.2.
Say request(double at, const std::string& method, int cseq, const std::string& branch, const std::string& toTag = {},
            std::vector<std::string> headers = {});
// The answer to a request, from where it went.
Say answer(const Say& request, double at, const std::string& what, std::vector<std::string> headers = {},
           const std::string& toTag = "b");

} // namespace echelle::test
