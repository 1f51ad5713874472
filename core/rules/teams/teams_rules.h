#pragma once

#include "core/rules/finding.h"
#include "core/rules/registry.h"

#include <string>
#include <vector>

// The checkable rules of Teams Direct Routing (Microsoft, "Direct Routing - SIP protocol" and the pages named in
// resources/catalog/teams.json). Each speaks with its catalog entry teams.<id>. Applied only where a peer is Teams
// Direct Routing (core/sip/teams_direct_routing.h).
namespace echelle::rules {

// All of them. A remark, and a cause only where Teams refused the call with a status or code that is known to follow
// from the deviation.
void teamsRules(const RuleContext& context, std::vector<Finding>& out);

// Teams remarks are told once per case: the first row that shows one keeps it.
class CaseRemarks {
public:
    void thin(std::vector<Finding>& findings);

private:
    std::vector<std::string> m_told;
};

} // namespace echelle::rules
