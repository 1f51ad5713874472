#pragma once

#include "core/rules/finding.h"
#include "core/rules/registry.h"

#include <vector>

// The rules of the topic dtmf as far as the signalling tells: RFC 4733 in descriptions, and INFO.
namespace echelle::rules {

void dtmfMismatch(const RuleContext& context, std::vector<Finding>& out);
void dtmfNotNegotiated(const RuleContext& context, std::vector<Finding>& out);

} // namespace echelle::rules
