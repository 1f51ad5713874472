#include "core/base/text.h"
#include "core/rules/arguments.h"
#include "core/rules/dtmf/dtmf_rules.h"

#include <algorithm>

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::TransactionFacts;

bool isDtmfInfo(const CallFacts& facts, const TransactionFacts& t) {
    if (t.method != sip::Method::Info || t.parent != dialog::kNoIndex || t.request == dialog::kNoIndex)
        return false;
    const std::string_view type = facts.header(t.request, sip::HeaderId::ContentType);
    return startsWithNoCase(type, "application/dtmf"); // -relay, and application/dtmf
}
} // namespace

// One side sends digits by INFO and the other refuses that way (RFC 6086 section 4.2.2: 469; 405, 415, 501 of those
// that know no INFO or not this body).
void dtmfMismatch(const RuleContext& c, std::vector<Finding>& out) {
    const CallFacts& facts = c.facts;
    std::int64_t refused = 0;
    const TransactionFacts* first = nullptr;
    for (const TransactionFacts& t : facts.transactions) {
        if (!isDtmfInfo(facts, t))
            continue;
        const int status = t.finalStatus;
        const bool isRefused = status == 405 || status == 415 || status == 469 || status == 488 || status == 501;
        if (status >= 200 && status < 300)
            return; // it is taken
        refused += isRefused ? 1 : 0;
        first = isRefused && first == nullptr ? &t : first;
    }
    if (first == nullptr)
        return;
    const bool isEventNegotiated =
        std::any_of(facts.sdps.begin(), facts.sdps.end(), [](const auto& s) { return s.hasTelephoneEvent; });
    Finding f = newFinding(c, "dtmf.mismatch");
    f.severity = Severity::Warning;
    f.evidence = EvidenceTag::Observed;
    f.side = sideOfSender(facts, first->request);
    f.sipCode = first->finalStatus;
    if (isEventNegotiated)
        f.catalogKeys.emplace_back("rule.dtmf.mismatch.events-known");
    f.proof = {facts.messages[first->final].id, facts.messages[first->request].id};
    add(f, "status", std::int64_t{first->finalStatus});
    add(f, "count", refused);
    add(f, "address", facts.sender(originOf(facts, first->final)).toString());
    add(f, "sender", facts.sender(first->request).toString());
    out.push_back(std::move(f));
}

} // namespace echelle::rules
