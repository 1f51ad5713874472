#include "core/base/text.h"
#include "core/rules/arguments.h"
#include "core/rules/hold/held_periods.h"
#include "core/rules/sip/sip_rules.h"
#include "core/sip/address.h"

#include <algorithm>

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::Index;
using dialog::kNoIndex;
using dialog::TransactionFacts;

struct Interval {
    Index agreed = kNoIndex; // the 2xx that agreed on it last (message)
    std::int64_t seconds = 0;
    std::string refresher;      // uac, uas; "" where not said
    bool isByInitiator = false; // the request that the 2xx answered
};

// The last INVITE or UPDATE that was answered with Session-Expires starts the interval anew (RFC 4028 section 10).
Interval lastInterval(const CallFacts& facts) {
    Interval last;
    for (const TransactionFacts& t : facts.transactions) {
        const bool isRefresh = t.method == sip::Method::Invite || t.method == sip::Method::Update;
        if (!isRefresh || t.parent != kNoIndex || t.finalStatus < 200 || t.finalStatus >= 300 || t.final == kNoIndex)
            continue;
        const std::string_view value = facts.header(t.final, sip::HeaderId::SessionExpires);
        const auto seconds = parseUnsigned(trim(value.substr(0, value.find(';'))));
        last = {}; // one without the header ends the use of timers
        if (!seconds || *seconds == 0 || *seconds > 1'000'000)
            continue;
        const std::size_t semicolon = value.find(';');
        const auto refresher = semicolon == std::string_view::npos
                                   ? std::nullopt
                                   : sip::parameter(value.substr(semicolon + 1), "refresher");
        last = {t.final, static_cast<std::int64_t>(*seconds), std::string(refresher.value_or("")), t.isFromInitiator};
    }
    return last;
}

bool isNear(Duration passed, std::int64_t seconds) {
    constexpr std::int64_t kSlack = 2'500'000'000;
    const std::int64_t off = passed.ns - seconds * 1'000'000'000;
    return off >= -kSlack && off <= kSlack;
}
} // namespace

// RFC 4028 section 10: without a refresh, BYE is due at the end of the interval less the smaller of 32 s and a third.
void sessionTimerExpired(const RuleContext& c, std::vector<Finding>& out) {
    const CallFacts& facts = c.facts;
    const Index bye = endingBye(facts);
    if (bye == kNoIndex)
        return;
    const Interval interval = lastInterval(facts);
    const Timestamp agreed = timeOf(facts, interval.agreed);
    const Timestamp end = timeOf(facts, bye);
    if (interval.agreed == kNoIndex || !agreed.isValid() || !end.isValid())
        return;
    const std::int64_t due = interval.seconds - std::min<std::int64_t>(32, interval.seconds / 3);
    if (!isNear(end - agreed, due) && !isNear(end - agreed, interval.seconds))
        return;
    const std::string reason = toLower(facts.header(bye, sip::HeaderId::Reason));
    const bool isSaid = reason.find("session") != std::string::npos || reason.find("cause=102") != std::string::npos ||
                        reason.find("cause=408") != std::string::npos || reason.find("timer") != std::string::npos;
    Finding f = newFinding(c, "sip.session-timer-expired");
    f.severity = Severity::Error;
    // A person may hang up at that second too: without the word of the sender it is a conclusion.
    f.evidence = isSaid ? EvidenceTag::Observed : EvidenceTag::Inferred;
    f.side = Side::Unknown;
    f.proof = {facts.messages[bye].id, facts.messages[interval.agreed].id};
    if (!facts.teams.empty())
        f.also.emplace_back("teams.session-timer");
    const bool isRefresherInitiator = (interval.refresher == "uac") == interval.isByInitiator;
    const bool isFromInitiator = facts.messages[bye].isFromInitiator;
    const std::string byeSender = facts.sender(bye).toString();
    const std::string other = facts.receiver(bye).toString();
    add(f, "interval", interval.seconds);
    addSeconds(f, "seconds", end - agreed);
    add(f, "address", byeSender);
    add(f, "refresher", interval.refresher.empty() ? "?" : isRefresherInitiator == isFromInitiator ? byeSender : other);
    out.push_back(std::move(f));
}

} // namespace echelle::rules
