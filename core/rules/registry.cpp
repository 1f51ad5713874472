#include "core/rules/registry.h"

#include "core/dialog/analysis.h"
#include "core/rules/order.h"
#include "core/rules/sip/sip_rules.h"
#include "core/rules/transport/transport_rules.h"

namespace echelle::rules {

const std::vector<Rule>& allRules() {
    static const std::vector<Rule> kRules{
        {"sip.auth-loop", authLoop},
        {"sip.cancelled-by-caller", cancelledByCaller},
        {"sip.final-failure", finalFailure},
        {"sip.malformed", malformed},
        {"sip.missing-ack", missingAck},
        {"sip.no-final-response", noFinalResponse},
        {"transport.connection-lost", connectionLost},
        {"transport.icmp-unreachable", icmpUnreachable},
        {"transport.tcp-reset", tcpReset},
    };
    return kRules;
}

std::vector<Finding> evaluate(const RuleContext& context) {
    // Scans are folded with a count and are no failed calls (verdicts.md "Outcome of a call").
    if (context.row.foldReason == "scan")
        return {};
    std::vector<Finding> findings;
    for (const Rule& rule : allRules())
        rule.evaluate(context, findings);
    return settle(std::move(findings));
}

} // namespace echelle::rules
