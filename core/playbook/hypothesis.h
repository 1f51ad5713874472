#pragma once

#include "core/base/ids.h"
#include "core/rules/finding.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::playbook {

// What this input says of a hypothesis. Contradicted means a fact that excludes it; silence is NotTested.
enum class Weight : std::uint8_t { Supported, Contradicted, NotTested };
[[nodiscard]] std::string_view toString(Weight w); // supported, contradicted, not-tested

// One reason why a connection could not be established, weighed. Keys, never sentences: the texts are the catalog entry
// "playbook.<id>" and the labels "playbook.check.<id>" and "playbook.missing.<id>".
struct Hypothesis {
    std::string id; // "sbc-refusing"
    Weight weight = Weight::NotTested;
    rules::EvidenceTag playbookTag = rules::EvidenceTag::Observed; // the tag that the playbook gives it
    std::optional<rules::EvidenceTag> reached;                     // the tag reached here; none where not tested
    std::vector<std::string> rules;                                // findings that support it
    std::vector<EventId> cited;                                    // what the weight rests on, the first matters most
    std::vector<EventId> against;                                  // of a supported one: what speaks against it
};

// Everything that the playbook lists, in its order.
enum class Family : std::uint8_t { Cloud, Trunk };
struct Listed {
    std::string_view id;
    Family family;
    rules::EvidenceTag tag;
};
[[nodiscard]] const std::vector<Listed>& allHypotheses();

} // namespace echelle::playbook
