#pragma once

#include "core/rules/finding.h"
#include "core/rules/registry.h"

#include <vector>

// The rules of the topic sip, one file each. What each may claim and when it is silent: verdicts.md "Silent when".
namespace echelle::rules {

void authLoop(const RuleContext& context, std::vector<Finding>& out);
void cancelledByCaller(const RuleContext& context, std::vector<Finding>& out);
void finalFailure(const RuleContext& context, std::vector<Finding>& out);
void malformed(const RuleContext& context, std::vector<Finding>& out);
void missingAck(const RuleContext& context, std::vector<Finding>& out);
void noFinalResponse(const RuleContext& context, std::vector<Finding>& out);

} // namespace echelle::rules
