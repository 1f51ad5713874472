#pragma once

#include "core/rules/finding.h"

#include <optional>
#include <string_view>

namespace echelle::playbook {

// The tag with which a finding supports a hypothesis; none where it says nothing for it. A finding of information only,
// or one that is a mere remark, supports nothing (verdicts.md: a certificate that was accepted is no reason).
[[nodiscard]] std::optional<rules::EvidenceTag> supportOf(std::string_view hypothesis, const rules::Finding& finding);

// The final status by which a peer answers as the hypothesis has it (RFC 3261 section 21).
[[nodiscard]] bool isSignOf(std::string_view hypothesis, int status);

} // namespace echelle::playbook
