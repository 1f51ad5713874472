#include "core/dialog/call_facts.h"
#include "core/rules/arguments.h"
#include "core/rules/sip/sip_rules.h"

#include <algorithm>
#include <array>
#include <map>

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
// The last such request of each kind is enough to know, and found in one pass.
class FollowUps {
public:
    explicit FollowUps(const CallFacts& facts) {
        for (const dialog::MessageFacts& m : facts.messages)
            m_hasSpoken[m.isFromInitiator ? 1 : 0] = true;
        for (const TransactionFacts& t : facts.transactions) {
            if (t.request == kNoIndex || t.method == Method::Cancel)
                continue;
            if (t.isInDialog)
                m_inDialog[t.isFromInitiator ? 1 : 0] = t.request;
            if (t.hasCredentials)
                m_withCredentials[{t.method, t.isFromInitiator}] = &t;
        }
    }
    [[nodiscard]] bool proveAnswer(const TransactionFacts& t) const {
        if (t.ack != kNoIndex)
            return true;
        const dialog::Index inDialog = m_inDialog[t.isFromInitiator ? 1 : 0];
        if (!t.isInDialog && inDialog != kNoIndex && inDialog > t.request)
            return true;
        const auto retry = m_withCredentials.find({t.method, t.isFromInitiator});
        return retry != m_withCredentials.end() && !t.hasCredentials && retry->second->request > t.request &&
               retry->second->cseq > t.cseq;
    }
    [[nodiscard]] bool hasSpoken(bool isInitiator) const { return m_hasSpoken[isInitiator ? 1 : 0]; }

private:
    std::array<bool, 2> m_hasSpoken{};
    std::array<dialog::Index, 2> m_inDialog{kNoIndex, kNoIndex};
    std::map<std::pair<Method, bool>, const TransactionFacts*> m_withCredentials;
};

bool isSilent(const CallFacts& facts, const TransactionFacts& t, const FollowUps& followUps) {
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
    return followUps.proveAnswer(t) || (t.isInDialog && !followUps.hasSpoken(!t.isFromInitiator));
}

Severity severityOf(const RuleContext& c, const TransactionFacts& t) {
    const bool isStep = c.row.state == RowState::Answered && t.method == Method::Invite && !t.isInDialog;
    // Over UDP an unanswered request is sent again (Timers A and E): one send only means that this capture point may
    // not have seen the answer. After a 100 there is no second send.
    const bool isSentOnce =
        t.sends < 2 && t.lastProvisional == kNoIndex && !isReliable(c.facts.messages[t.request].transport);
    if (isStep || isSentOnce)
        return Severity::Info;
    const bool isOutcome = !t.isInDialog && (t.method == Method::Invite || t.method == Method::Register);
    return isOutcome ? Severity::Error : Severity::Warning;
}
} // namespace

void noFinalResponse(const RuleContext& c, std::vector<Finding>& out) {
    const CallFacts& facts = c.facts;
    const FollowUps followUps(facts);
    std::vector<Method> told;
    for (const TransactionFacts& t : facts.transactions) {
        if (std::find(told.begin(), told.end(), t.method) != told.end() || isSilent(facts, t, followUps))
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
