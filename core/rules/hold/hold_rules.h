#pragma once

#include "core/rules/finding.h"
#include "core/rules/registry.h"

#include <vector>

// The rules of the topic hold, one file each: verdicts.md "Held calls, transfers, NOTIFY order".
namespace echelle::rules {

void afterNotifyOrder(const RuleContext& context, std::vector<Finding>& out);
void neverResumed(const RuleContext& context, std::vector<Finding>& out);
void sendonlyToTeams(const RuleContext& context, std::vector<Finding>& out);
void zeroConnection(const RuleContext& context, std::vector<Finding>& out);

} // namespace echelle::rules
