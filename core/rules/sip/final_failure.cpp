#include "core/dialog/call_facts.h"
#include "core/rules/arguments.h"
#include "core/rules/call_view.h"
#include "core/rules/sip/failure_codes.h"
#include "core/rules/sip/sip_rules.h"

#include <algorithm>

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::Index;
using dialog::kNoIndex;
using dialog::RowKind;
using dialog::RowState;
using dialog::TransactionFacts;
using sip::Method;

constexpr std::string_view kRule = "sip.final-failure";

bool isServerFault(int status) {
    return status >= 500 && status < 600;
}

// A peer without an event package, mailbox or method is common and harms no call.
Severity severityOf(RowKind kind, RowState state, int status) {
    if (state != RowState::Failed)
        return Severity::Info;
    const bool isUnsupported = status == 489 || status == 501 || status == 405;
    if (kind == RowKind::Subscription)
        return (status == 403 || isServerFault(status)) && !isUnsupported ? Severity::Warning : Severity::Info;
    return isUnsupported && kind != RowKind::Call ? Severity::Info : Severity::Error;
}

void fill(const RuleContext& c, const TransactionFacts& t, Index response, Finding& f) {
    const CallFacts& facts = c.facts;
    const Index origin = originOf(facts, response);
    const FailureCodes found = readFailureCodes(facts, response, c.codes, f);
    // Only calls and messages have a dialled number: a registration or subscription names an account or resource.
    const bool isDialled = c.row.kind == RowKind::Call || c.row.kind == RowKind::Message;
    // "No DNS results": the element that answered could not resolve a name; the number dialled is not at fault.
    const bool isOfNames = wordsOf(facts, response).find("dns") != std::string::npos;
    f.side = found.side == Side::Number && (!isDialled || isOfNames) ? Side::Unknown : found.side;
    f.evidence = EvidenceTag::Observed;
    f.proof.push_back(facts.messages[response].id);
    if (origin != response)
        f.proof.push_back(facts.messages[origin].id);
    if (t.request != kNoIndex)
        f.proof.push_back(facts.messages[t.request].id);
    add(f, "method", sip::toString(t.method));
    add(f, "status", std::int64_t{facts.messages[response].status});
    add(f, "reason", facts.reasonPhrase(response));
    add(f, "phrase", found.phrase);
    add(f, "guid", found.guid);
    add(f, "cause", f.q850Code == 0 ? std::string() : std::to_string(f.q850Code));
    add(f, "address", facts.sender(origin).toString());
    add(f, "receiver", facts.receiver(response).toString());
}

bool isOutcome(RowState state) {
    return state == RowState::Failed || state == RowState::Busy || state == RowState::Declined ||
           state == RowState::Unanswered;
}

void onOutcome(const RuleContext& c, std::vector<Finding>& out) {
    if (!isOutcome(c.row.state) || c.facts.deciding == kNoIndex)
        return;
    const TransactionFacts& t = c.facts.transactions[c.facts.deciding];
    if (t.final == kNoIndex)
        return;
    Finding f = newFinding(c, kRule);
    f.severity = severityOf(c.row.kind, c.row.state, t.finalStatus);
    f.role = f.severity == Severity::Info && c.row.kind != RowKind::Call ? FindingRole::Remark : FindingRole::Cause;
    fill(c, t, t.final, f);
    out.push_back(std::move(f));
}

// In a dialog a refusal never changes the outcome: a remark. A BYE answered 481 crossed the other side's BYE.
bool isRefusedInDialog(const TransactionFacts& t, const dialog::LastRequests& last) {
    return t.isInDialog && t.finalStatus >= 400 && t.finalStatus != 487 && t.parent == kNoIndex &&
           t.method != Method::Bye && t.method != Method::Ack && !last.isFollowed(t);
}

void onRefusedInDialog(const RuleContext& c, std::vector<Finding>& out) {
    if (c.row.kind != RowKind::Call)
        return;
    constexpr std::size_t kMaxRemarks = 4;
    const dialog::LastRequests last(c.facts);
    std::vector<std::pair<Method, int>> told;
    for (const TransactionFacts& t : c.facts.transactions) {
        const std::pair<Method, int> what{t.method, t.finalStatus};
        if (told.size() >= kMaxRemarks || std::find(told.begin(), told.end(), what) != told.end() ||
            !isRefusedInDialog(t, last))
            continue;
        told.push_back(what);
        Finding f = newFinding(c, kRule);
        f.severity = Severity::Info;
        f.role = FindingRole::Remark;
        f.catalogKeys.emplace_back("rule.sip.final-failure.in-dialog");
        fill(c, t, t.final, f);
        out.push_back(std::move(f));
    }
}

} // namespace

void finalFailure(const RuleContext& context, std::vector<Finding>& out) {
    onOutcome(context, out);
    onRefusedInDialog(context, out);
}

} // namespace echelle::rules
