#include "core/dialog/call_facts.h"
#include "core/rules/arguments.h"
#include "core/rules/sip/sip_rules.h"

#include <algorithm>

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::kNoIndex;
using dialog::RowKind;
using dialog::RowState;
using dialog::TransactionFacts;
using sip::Method;

constexpr Duration kTimerB = Duration::seconds(32);  // 64*T1, also Timer F
constexpr Duration kTimerC = Duration::seconds(180); // RFC 3261 section 16.6

// Where only one side was captured, what its requests say proves that the answer came: an ACK, credentials, a To tag.
bool isAnsweredUnseen(const CallFacts& facts, const TransactionFacts& t) {
    if (t.ack != kNoIndex)
        return true;
    return std::any_of(facts.transactions.begin(), facts.transactions.end(), [&t](const TransactionFacts& later) {
        if (later.request == kNoIndex || later.isFromInitiator != t.isFromInitiator || later.request <= t.request ||
            later.method == Method::Cancel)
            return false;
        const bool isFollowUp = later.method == t.method && later.cseq > t.cseq;
        return (isFollowUp && later.hasCredentials && !t.hasCredentials) || (!t.isInDialog && later.isInDialog);
    });
}

bool hasOtherSideSpoken(const CallFacts& facts, bool isFromInitiator) {
    return std::any_of(facts.messages.begin(), facts.messages.end(),
                       [=](const dialog::MessageFacts& m) { return m.isFromInitiator != isFromInitiator; });
}

bool isSilent(const CallFacts& facts, const TransactionFacts& t) {
    if (t.final != kNoIndex || t.request == kNoIndex || t.method == Method::Ack || t.method == Method::Cancel ||
        t.cancel != kNoIndex || t.parent != kNoIndex)
        return true;
    const bool isInvite = t.method == Method::Invite;
    if (isInvite && t.firstProvisional != kNoIndex)
        return true; // it rings
    const bool isTrying = isInvite && t.lastProvisional != kNoIndex;
    const dialog::Index since = isTrying ? t.lastProvisional : t.request;
    if (facts.inputAfter(timeOf(facts, since)) < (isTrying ? kTimerC : kTimerB))
        return true;
    return isAnsweredUnseen(facts, t) || (t.isInDialog && !hasOtherSideSpoken(facts, t.isFromInitiator));
}

Severity severityOf(const RuleContext& c, const TransactionFacts& t) {
    const bool isStep = c.row.state == RowState::Answered && t.method == Method::Invite && !t.isInDialog;
    // Over UDP an unanswered request is sent again (Timers A and E): one send only means that this capture point may
    // not have seen the answer.
    const bool isSentOnce = t.sends < 2 && !isReliable(c.facts.messages[t.request].transport);
    if (isStep || isSentOnce)
        return Severity::Info;
    const bool isOutcome = !t.isInDialog && (t.method == Method::Invite || t.method == Method::Register);
    return isOutcome ? Severity::Error : Severity::Warning;
}
} // namespace

void noFinalResponse(const RuleContext& c, std::vector<Finding>& out) {
    const CallFacts& facts = c.facts;
    std::vector<Method> told;
    for (const TransactionFacts& t : facts.transactions) {
        if (isSilent(facts, t) || std::find(told.begin(), told.end(), t.method) != told.end())
            continue;
        told.push_back(t.method);
        Finding f = newFinding(c, "sip.no-final-response");
        f.severity = severityOf(c, t);
        f.evidence = EvidenceTag::Inferred;
        f.role = f.severity == Severity::Info ? FindingRole::Remark : FindingRole::Cause;
        f.proof.push_back(facts.messages[t.lastRequest].id);
        if (t.request != t.lastRequest)
            f.proof.push_back(facts.messages[t.request].id);
        add(f, "method", nameOf(facts.messages[t.request]));
        add(f, "sends", std::int64_t{t.sends});
        addSeconds(f, "seconds", facts.inputAfter(timeOf(facts, t.request)));
        add(f, "address", facts.receiver(t.request).toString());
        add(f, "sender", facts.sender(t.request).toString());
        if (t.lastProvisional != kNoIndex)
            f.catalogKeys.emplace_back("rule.sip.no-final-response.trying");
        else if (t.sends < 2)
            f.catalogKeys.emplace_back("rule.sip.no-final-response.sent-once");
        out.push_back(std::move(f));
    }
}

} // namespace echelle::rules
