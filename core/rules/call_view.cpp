#include "core/rules/call_view.h"

#include "core/base/text.h"
#include "core/dialog/analysis.h"

#include <algorithm>

namespace echelle::rules {

using dialog::CallFacts;
using dialog::HeaderText;
using dialog::Index;
using dialog::kNoIndex;
using dialog::TransactionFacts;

const TransactionFacts* decidingInvite(const RuleContext& c) {
    if (c.row.kind != dialog::RowKind::Call || c.facts.deciding == kNoIndex)
        return nullptr;
    const TransactionFacts& t = c.facts.transactions[c.facts.deciding];
    return t.method == sip::Method::Invite && !t.isInDialog && t.request != kNoIndex ? &t : nullptr;
}

bool isDescriptionRefused(const RuleContext& c) {
    const TransactionFacts* t = decidingInvite(c);
    return t != nullptr && c.row.state == dialog::RowState::Failed && refusesDescription(t->finalStatus);
}

bool namesAgent(const CallFacts& facts, std::string_view product) {
    const std::string wanted = toLower(product);
    return std::any_of(facts.agents.begin(), facts.agents.end(), [&](const HeaderText& h) {
        return toLower(facts.textOf(h.text)).find(wanted) != std::string::npos;
    });
}

std::string wordsOf(const CallFacts& facts, Index response) {
    std::string words;
    for (const HeaderText& h : facts.headers)
        if (h.message == response &&
            (h.id == sip::HeaderId::Reason || h.id == sip::HeaderId::Warning || h.id == sip::HeaderId::Other))
            words += toLower(facts.textOf(h.text)) + '\n';
    return words;
}

} // namespace echelle::rules
