#pragma once

#include "core/rules/finding.h"
#include "core/rules/registry.h"

#include <vector>

// The rules of the topic transfer, one file each (RFC 3515, RFC 5589).
namespace echelle::rules {

void noFinalNotify(const RuleContext& context, std::vector<Finding>& out);
void referRejected(const RuleContext& context, std::vector<Finding>& out);
void targetFailed(const RuleContext& context, std::vector<Finding>& out);

} // namespace echelle::rules
