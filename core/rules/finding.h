#pragma once

#include "core/base/error.h"
#include "core/base/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::rules {

enum class Severity : std::uint8_t { None, Info, Warning, Error };
enum class EvidenceTag : std::uint8_t { Measured, Observed, Correlated, Inferred };
enum class FindingRole : std::uint8_t { Cause, Effect, Remark };
// Who has to act (verdicts.md "Order and words"): never a person or a vendor.
enum class Side : std::uint8_t { Unknown, Sbc, Microsoft, Network, Endpoint, Number };
[[nodiscard]] std::string_view toString(Severity s);    // error, warning, info, none
[[nodiscard]] std::string_view toString(EvidenceTag t); // measured, observed, correlated, inferred
[[nodiscard]] std::string_view toString(FindingRole r); // cause, effect, remark
[[nodiscard]] std::string_view toString(Side s);        // sbc, microsoft, network, endpoint, number, unknown
[[nodiscard]] Side sideFromText(std::string_view text); // Unknown where it is none of them

// One verdict of one rule: keys and arguments, never a sentence.
struct Finding {
    FindingId id;
    std::string rule; // "sip.final-failure"
    Severity severity = Severity::Info;
    EvidenceTag evidence = EvidenceTag::Observed;
    FindingRole role = FindingRole::Cause;
    Side side = Side::Unknown;
    RowId row;
    FindingId explainedBy;
    std::vector<std::string> also; // more general rules on the same proof
    std::vector<EventId> proof;    // cited events, the one that matters first
    int sipCode = 0;               // 0: none
    int microsoftCode = 0;
    int q850Code = 0;
    std::vector<std::string> derived; // names of codes that were derived, e.g. "microsoft" from the phrase
    std::vector<std::string>
        catalogKeys;     // best first: "microsoft.510532.403.no-trunk-config"; the rule's own text is "rule.<rule>"
    Arguments arguments; // for {name} in the texts
};

// The catalog key that a finding speaks with: the best that fits its codes, else the text of its rule.
[[nodiscard]] std::string leadingKey(const Finding& finding);

} // namespace echelle::rules
