#include "core/rules/hold/held_periods.h"

#include "core/rules/exchange.h"

#include <algorithm>
#include <array>

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::Index;
using dialog::kNoIndex;
using dialog::MessageFacts;
using dialog::SdpFacts;
using dialog::TransactionFacts;

// What each side holds now: index of its open period.
using Open = std::array<std::size_t, 2>;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

void close(std::vector<HeldPeriod>& periods, Open& open, bool isInitiator, Index by) {
    std::size_t& at = open[isInitiator ? 1 : 0];
    if (at == kNone)
        return;
    periods[at].resume = by;
    at = kNone;
}

void follow(const CallFacts& facts, const Exchange& e, std::vector<HeldPeriod>& periods, Open& open) {
    const TransactionFacts& t = facts.transactions[e.transaction];
    const MessageFacts& offer = facts.messages[e.offer];
    const bool isHold = facts.sdps[offer.sdp].isHold;
    const bool isInitiator = offer.isFromInitiator;
    std::size_t& mine = open[isInitiator ? 1 : 0];
    if (!e.isAccepted) {
        if (!isHold && mine != kNone && t.finalStatus >= 300)
            periods[mine].refusedResume = t.final;
        return;
    }
    if (isHold && mine == kNone) {
        mine = periods.size();
        periods.push_back({e.offer, kNoIndex, kNoIndex, isInitiator});
    } else if (!isHold) {
        close(periods, open, isInitiator, e.offer);
    }
    // The other side's answer to an offer that is no hold says whether it still holds.
    const SdpFacts* answer = sdpOf(facts, e.answer);
    if (!isHold && answer != nullptr && !answer->isHold)
        close(periods, open, !isInitiator, e.answer);
}
} // namespace

std::vector<HeldPeriod> heldPeriodsOf(const CallFacts& facts) {
    std::vector<HeldPeriod> periods;
    const bool mayHold = std::any_of(facts.sdps.begin(), facts.sdps.end(), [](const SdpFacts& s) { return s.isHold; });
    if (!mayHold)
        return periods;
    Open open{kNone, kNone};
    for (const Exchange& e : exchangesOf(facts))
        if (facts.transactions[e.transaction].isInDialog)
            follow(facts, e, periods, open);
    return periods;
}

Index endingBye(const CallFacts& facts) {
    Index bye = kNoIndex;
    for (const dialog::DialogFacts& d : facts.dialogs) {
        if (d.state == dialog::DialogState::Confirmed)
            return kNoIndex;
        if (d.bye != kNoIndex && (bye == kNoIndex || d.bye > bye))
            bye = d.bye;
    }
    return bye;
}

} // namespace echelle::rules
