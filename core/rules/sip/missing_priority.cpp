#include "core/rules/arguments.h"
#include "core/rules/call_view.h"
#include "core/rules/sip/sip_rules.h"

namespace echelle::rules {

// RFC 4412 section 4.6.2: 417 refuses a call for its Resource-Priority, or for having none where AS-SIP asks for one.
void missingPriority(const RuleContext& c, std::vector<Finding>& out) {
    constexpr int kUnknownResourcePriority = 417;
    const dialog::CallFacts& facts = c.facts;
    const dialog::TransactionFacts* t = decidingInvite(c);
    if (t == nullptr || t->finalStatus != kUnknownResourcePriority || c.row.state != dialog::RowState::Failed)
        return;
    const std::string_view priority = facts.header(t->request, sip::HeaderId::ResourcePriority);
    Finding f = newFinding(c, "sip.missing-priority");
    f.severity = Severity::Error;
    f.evidence = EvidenceTag::Observed;
    f.side = Side::Endpoint;
    f.sipCode = t->finalStatus;
    if (!priority.empty())
        f.catalogKeys.emplace_back("rule.sip.missing-priority.unknown");
    f.proof = {facts.messages[t->final].id, facts.messages[t->request].id};
    add(f, "priority", priority);
    add(f, "address", facts.sender(originOf(facts, t->final)).toString());
    add(f, "sender", facts.sender(t->request).toString());
    out.push_back(std::move(f));
}

} // namespace echelle::rules
