#include "core/rules/transport/call_faults.h"

#include "core/dialog/analysis.h"
#include "core/rules/arguments.h"

#include <algorithm>

namespace echelle::rules {

using dialog::kNoIndex;
using dialog::TransactionFacts;
using sip::Method;

namespace {
constexpr Duration kTimerB = Duration::seconds(32); // 64*T1, also Timer F
}

bool isWaiting(const TransactionFacts& t) {
    return t.request != kNoIndex && t.final == kNoIndex && t.method != Method::Ack && t.method != Method::Cancel &&
           t.cancel == kNoIndex && t.ack == kNoIndex;
}

Severity severityOf(const RuleContext& c, const TransactionFacts& t) {
    const auto& all = c.facts.transactions;
    const bool isTriedAgain = std::any_of(all.begin(), all.end(), [&t](const TransactionFacts& other) {
        return other.method == t.method && other.isFromInitiator == t.isFromInitiator && other.request != kNoIndex &&
               other.request > t.request && other.final != kNoIndex;
    });
    const bool isAnswered = c.row.state == dialog::RowState::Answered || c.row.state == dialog::RowState::Succeeded;
    if (isTriedAgain || (isAnswered && !t.isInDialog))
        return Severity::Info;
    const bool isOutcome = !t.isInDialog && (t.method == Method::Invite || t.method == Method::Register);
    return isOutcome ? Severity::Error : Severity::Warning;
}

bool isDuring(const RuleContext& c, const TransactionFacts& t, const PacketEventFacts& packet) {
    const Timestamp asked = timeOf(c.facts, t.request);
    return asked.isValid() && packet.time >= asked && c.facts.inputAfter(packet.time) >= kTimerB;
}

Finding newFinding(const RuleContext& c, std::string_view rule, const CallFault& fault) {
    const TransactionFacts& t = *fault.transaction;
    Finding f = newFinding(c, rule);
    f.severity = severityOf(c, t);
    f.evidence = EvidenceTag::Observed;
    f.role = f.severity == Severity::Info ? FindingRole::Remark : FindingRole::Cause;
    f.proof = {fault.packet->id, c.facts.messages[t.request].id};
    add(f, "method", nameOf(c.facts.messages[t.request]));
    add(f, "sender", c.facts.sender(t.request).toString());
    add(f, "address", c.facts.receiver(t.request).toString());
    return f;
}

} // namespace echelle::rules
