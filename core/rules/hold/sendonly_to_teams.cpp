#include "core/rules/arguments.h"
#include "core/rules/exchange.h"
#include "core/rules/hold/held_periods.h"
#include "core/rules/hold/hold_rules.h"
#include "core/sip/sdp.h"

#include <algorithm>

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::Index;
using dialog::kNoIndex;

bool isOneWay(const dialog::SdpFacts& sdp) {
    const auto direction = static_cast<sip::Direction>(sdp.direction);
    return sdp.hasAudio && sdp.audioPort != 0 &&
           (direction == sip::Direction::SendOnly || direction == sip::Direction::RecvOnly);
}

// The hold that this offer began, or was part of, could not be taken back.
bool isStuck(const CallFacts& facts, Index offer) {
    const std::vector<HeldPeriod> periods = heldPeriodsOf(facts);
    return std::any_of(periods.begin(), periods.end(), [offer](const HeldPeriod& p) {
        return p.hold <= offer && p.resume == kNoIndex && p.refusedResume != kNoIndex;
    });
}
} // namespace

// Teams Direct Routing understands hold by a=inactive only (facts: hold-inactive; "Direct Routing - SIP protocols").
void sendonlyToTeams(const RuleContext& c, std::vector<Finding>& out) {
    const CallFacts& facts = c.facts;
    if (facts.teams.empty())
        return;
    const std::vector<Exchange> exchanges = exchangesOf(facts);
    const auto found = std::find_if(exchanges.begin(), exchanges.end(), [&facts](const Exchange& e) {
        return facts.transactions[e.transaction].isInDialog && facts.isToTeams(e.offer) &&
               isOneWay(facts.sdps[facts.messages[e.offer].sdp]);
    });
    if (found == exchanges.end())
        return;
    const dialog::SdpFacts& sdp = facts.sdps[facts.messages[found->offer].sdp];
    Finding f = newFinding(c, "hold.sendonly-to-teams");
    f.severity = isStuck(facts, found->offer) ? Severity::Error : Severity::Warning;
    f.evidence = EvidenceTag::Observed;
    f.side = Side::Sbc;
    f.also.emplace_back("teams.hold-inactive");
    f.proof.push_back(facts.messages[found->offer].id);
    if (const Index final = facts.transactions[found->transaction].final; final != kNoIndex)
        f.proof.push_back(facts.messages[final].id);
    add(f, "direction", sip::toString(static_cast<sip::Direction>(sdp.direction)));
    add(f, "method", nameOf(facts.messages[facts.transactions[found->transaction].request]));
    add(f, "address", facts.sender(found->offer).toString());
    add(f, "receiver", facts.receiver(found->offer).toString());
    out.push_back(std::move(f));
}

} // namespace echelle::rules
