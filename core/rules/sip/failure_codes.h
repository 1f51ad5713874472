#pragma once

#include "core/dialog/call_facts.h"
#include "core/rules/finding.h"

#include <string>

namespace echelle::match {
class CodeMatcher;
}

namespace echelle::rules {

// What a final response says about why: Reason and Warning headers and the reason phrase, against the catalog
// (verdicts.md "Codes on a trace").
struct FailureCodes {
    std::string
        phrase;       // the text that says most, without GUID: Microsoft's, else Reason's, Warning's, the reason phrase
    std::string guid; // of Microsoft's Reason text
    Side side = Side::Unknown;
};

// Sets codes, derived and catalogKeys of the finding from the response.
FailureCodes readFailureCodes(const dialog::CallFacts& facts, dialog::Index response, const match::CodeMatcher& codes,
                              Finding& finding);

} // namespace echelle::rules
