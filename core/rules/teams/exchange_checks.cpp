#include "core/base/text.h"
#include "core/rules/arguments.h"
#include "core/rules/teams/teams_checks.h"
#include "core/sip/address.h"

#include <algorithm>

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::Index;
using dialog::kNoIndex;
using dialog::TransactionFacts;
using sip::HeaderId;
using sip::Method;

bool isInvite(const TransactionFacts& t) {
    return t.method == Method::Invite && t.request != kNoIndex;
}

// 481 after the target has ended is normal, and 487 is the caller's own doing.
Index replacesSupport(const CallFacts& facts) {
    for (const TransactionFacts& t : facts.transactions)
        if (isInvite(t) && facts.isFromTeams(t.request) && !facts.header(t.request, HeaderId::Replaces).empty() &&
            t.finalStatus >= 400 && t.finalStatus != 481 && t.finalStatus != 487 && t.final != kNoIndex)
            return t.final;
    return kNoIndex;
}

// NICC ND1017 maps 486 to Q.850 cause 34; a carrier may then try again.
Index busyAsCause34(const CallFacts& facts) {
    constexpr int kNoCircuit = 34;
    for (const TransactionFacts& t : facts.transactions) {
        if (!isInvite(t) || t.finalStatus != 486 || !facts.isFromTeams(t.final))
            continue;
        for (const sip::Reason& r : sip::parseReasons(facts.header(t.final, HeaderId::Reason)))
            if (equalsNoCase(r.protocol, "Q.850") && r.cause == kNoCircuit)
                return t.final;
    }
    return kNoIndex;
}

// 503 with Retry-After asks for the next name; the same address was tried again.
Index retryAfter503(const CallFacts& facts) {
    for (const TransactionFacts& t : facts.transactions) {
        if (!isInvite(t) || t.finalStatus != 503 || !facts.isFromTeams(t.final) ||
            facts.header(t.final, HeaderId::RetryAfter).empty())
            continue;
        for (const TransactionFacts& again : facts.transactions)
            if (isInvite(again) && again.request > t.final &&
                facts.messages[again.request].to == facts.messages[t.request].to)
                return again.request;
    }
    return kNoIndex;
}

// A fork to Teams was cancelled without saying that another one answered.
Index cancelElsewhere(const CallFacts& facts) {
    const bool isAnswered = std::any_of(facts.transactions.begin(), facts.transactions.end(), [](const auto& t) {
        return isInvite(t) && !t.isInDialog && t.finalStatus >= 200 && t.finalStatus < 300;
    });
    if (!isAnswered)
        return kNoIndex;
    for (const TransactionFacts& t : facts.transactions)
        if (isInvite(t) && t.cancel != kNoIndex && facts.isToTeams(t.cancel) && t.finalStatus == 487 &&
            facts.header(t.cancel, HeaderId::Reason).find("cause=200") == std::string_view::npos)
            return t.cancel;
    return kNoIndex;
}

// Offers within five seconds of the answer delay the first audio.
Index earlyReinvites(const CallFacts& facts) {
    constexpr Duration kSoon = Duration::seconds(5);
    Timestamp answered;
    int count = 0;
    for (const TransactionFacts& t : facts.transactions) {
        if (!isInvite(t) || t.parent != kNoIndex || (!facts.isToTeams(t.request) && !facts.isFromTeams(t.request)))
            continue;
        if (!t.isInDialog) {
            if (t.finalStatus >= 200 && t.finalStatus < 300)
                answered = timeOf(facts, t.final);
            continue;
        }
        const Timestamp asked = timeOf(facts, t.request);
        if (answered.isValid() && asked.isValid() && asked - answered <= kSoon && ++count > 1)
            return t.request;
    }
    return kNoIndex;
}

// Microsoft gives an SBC ten seconds for a first answer beyond 100, then goes to the next trunk or drops the call.
Index failoverTimer(const CallFacts& facts) {
    constexpr Duration kLeast = Duration::milliseconds(9'500);
    for (const TransactionFacts& t : facts.transactions) {
        if (!isInvite(t) || t.isInDialog || !facts.isFromTeams(t.request) || t.cancel == kNoIndex ||
            t.firstProvisional != kNoIndex)
            continue;
        const Timestamp asked = timeOf(facts, t.request);
        const Timestamp cancelled = timeOf(facts, t.cancel);
        if (asked.isValid() && cancelled.isValid() && cancelled - asked >= kLeast)
            return t.cancel;
    }
    return kNoIndex;
}

// Teams waits about four seconds for the ACK, then hangs up.
Index ackWithin4s(const CallFacts& facts) {
    constexpr Duration kMost = Duration::seconds(6);
    for (const TransactionFacts& t : facts.transactions) {
        if (!isInvite(t) || t.finalStatus < 200 || t.finalStatus >= 300 || !facts.isFromTeams(t.final) ||
            t.ack != kNoIndex)
            continue;
        const Timestamp answered = timeOf(facts, t.final);
        for (Index i = t.final; i < facts.messages.size(); ++i) {
            const dialog::MessageFacts& m = facts.messages[i];
            if (m.isRequest() && m.method == Method::Ack && m.cseq == t.cseq)
                break; // it went another way
            if (m.isRequest() && m.method == Method::Bye && facts.isFromTeams(i) && m.time.isValid() &&
                answered.isValid() && m.time - answered <= kMost)
                return i;
        }
    }
    return kNoIndex;
}
} // namespace

const std::vector<TeamsCheck>& exchangeChecks() {
    static const std::vector<TeamsCheck> kChecks{
        {"replaces-support", replacesSupport, {}, {}}, {"q850-486", busyAsCause34, {}, {}},
        {"retry-after-503", retryAfter503, {}, {}},    {"cancel-elsewhere", cancelElsewhere, {}, {}},
        {"reinvite-delay", earlyReinvites, {}, {}},    {"failover-timer", failoverTimer, {}, {}},
        {"ack-within-4s", ackWithin4s, {}, {}},
    };
    return kChecks;
}

} // namespace echelle::rules
