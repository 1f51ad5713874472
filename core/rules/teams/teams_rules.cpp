#include "core/rules/teams/teams_rules.h"

#include "core/dialog/analysis.h"
#include "core/rules/arguments.h"
#include "core/rules/teams/teams_checks.h"

#include <algorithm>

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::Index;
using dialog::kNoIndex;

template <typename Numbers>
bool holds(const Numbers& numbers, int value) {
    return value != 0 && std::find(numbers.begin(), numbers.end(), value) != numbers.end();
}

// Teams refused the call in the way that follows from the deviation.
bool isRefusedFor(const RuleContext& c, const TeamsCheck& check, const std::vector<Finding>& soFar) {
    const CallFacts& facts = c.facts;
    if (c.row.state != dialog::RowState::Failed || facts.deciding == kNoIndex)
        return false;
    const dialog::TransactionFacts& t = facts.transactions[facts.deciding];
    if (t.final == kNoIndex || !facts.isFromTeams(t.final) || !holds(check.statuses, t.finalStatus))
        return false;
    // Where Microsoft says why, that must be it.
    const auto failure =
        std::find_if(soFar.begin(), soFar.end(), [](const Finding& f) { return f.rule == "sip.final-failure"; });
    const int code = failure == soFar.end() ? 0 : failure->microsoftCode;
    return code == 0 || holds(check.microsoftCodes, code);
}

void run(const RuleContext& c, const TeamsCheck& check, std::vector<Finding>& out) {
    const CallFacts& facts = c.facts;
    const Index found = check.find(facts);
    if (found == kNoIndex)
        return;
    const bool isCause = isRefusedFor(c, check, out);
    Finding f = newFinding(c, "teams." + std::string(check.id));
    f.severity = isCause ? Severity::Error : Severity::Info;
    f.role = isCause ? FindingRole::Cause : FindingRole::Remark;
    f.evidence = isCause ? EvidenceTag::Correlated : EvidenceTag::Observed;
    f.side = sideOfSender(facts, found);
    f.catalogKeys.push_back(f.rule);
    f.proof.push_back(facts.messages[found].id);
    if (isCause) {
        const dialog::TransactionFacts& t = facts.transactions[facts.deciding];
        f.sipCode = t.finalStatus;
        f.proof.push_back(facts.messages[t.final].id);
    }
    add(f, "message", nameOf(facts.messages[found]));
    add(f, "sender", facts.sender(found).toString());
    add(f, "receiver", facts.receiver(found).toString());
    out.push_back(std::move(f));
}
} // namespace

void teamsRules(const RuleContext& c, std::vector<Finding>& out) {
    if (c.facts.teams.empty())
        return;
    for (const auto* checks : {&headerChecks(), &descriptionChecks(), &exchangeChecks()})
        for (const TeamsCheck& check : *checks)
            run(c, check, out);
}

void CaseRemarks::thin(std::vector<Finding>& findings) {
    // Remarks come last and explain nothing, so no explainedBy points at or behind one.
    std::erase_if(findings, [this](const Finding& f) {
        if (f.role != FindingRole::Remark || f.rule.compare(0, 6, "teams.") != 0)
            return false;
        if (std::find(m_told.begin(), m_told.end(), f.rule) != m_told.end())
            return true;
        m_told.push_back(f.rule);
        return false;
    });
}

} // namespace echelle::rules
