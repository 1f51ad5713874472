#pragma once

#include "core/rules/finding.h"
#include "core/rules/registry.h"

#include <vector>

// The rules of the topic fax (ITU-T T.38 annex D: T.38 by re-INVITE with m=image).
namespace echelle::rules {

void t38Refused(const RuleContext& context, std::vector<Finding>& out);

} // namespace echelle::rules
