#include "core/rules/arguments.h"
#include "core/rules/exchange.h"
#include "core/rules/hold/hold_rules.h"

#include <algorithm>

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::Index;
using dialog::kNoIndex;

// Port 9 or 0, or ICE: a trickled candidate or a declined section, no hold (verdicts.md).
bool isZero(const dialog::SdpFacts& sdp) {
    constexpr std::uint16_t kDiscard = 9;
    return sdp.hasAudio && !sdp.hasIce && sdp.audioPort > kDiscard && sdp.connection.family == IpAddress::Family::V4 &&
           sdp.connection.toString() == "0.0.0.0";
}
} // namespace

// RFC 3264 section 8.4: 0.0.0.0 is the hold of RFC 2543, no longer recommended. Teams Direct Routing does not take it.
void zeroConnection(const RuleContext& c, std::vector<Finding>& out) {
    const CallFacts& facts = c.facts;
    if (!std::any_of(facts.sdps.begin(), facts.sdps.end(), isZero))
        return;
    const std::vector<Exchange> exchanges = exchangesOf(facts);
    // One to Teams, or a refused one, before any other.
    const Exchange* found = nullptr;
    const auto weightOf = [&facts](const Exchange& e) {
        const bool isRefused = facts.transactions[e.transaction].finalStatus >= 400;
        return (facts.isToTeams(e.offer) ? 2 : 0) + (isRefused ? 1 : 0);
    };
    for (const Exchange& e : exchanges)
        if (isZero(facts.sdps[facts.messages[e.offer].sdp]) && (found == nullptr || weightOf(e) > weightOf(*found)))
            found = &e;
    if (found == nullptr)
        return;
    const dialog::TransactionFacts& t = facts.transactions[found->transaction];
    const bool isToTeams = facts.isToTeams(found->offer);
    const bool isRefused = t.finalStatus == 488 || t.finalStatus == 606;
    Finding f = newFinding(c, "hold.zero-connection");
    f.severity = isRefused ? Severity::Error : isToTeams ? Severity::Warning : Severity::Info;
    f.role = f.severity == Severity::Info ? FindingRole::Remark : FindingRole::Cause;
    // That it was refused for this is a conclusion, save where the peer is known not to take it.
    f.evidence = isRefused && !isToTeams ? EvidenceTag::Correlated : EvidenceTag::Observed;
    f.side = isToTeams ? Side::Sbc : Side::Unknown;
    if (isRefused)
        f.sipCode = t.finalStatus;
    if (isToTeams) {
        f.also.emplace_back("teams.no-zero-connection");
        f.catalogKeys.emplace_back("rule.hold.zero-connection.teams");
    }
    f.proof.push_back(facts.messages[found->offer].id);
    if (t.final != kNoIndex)
        f.proof.push_back(facts.messages[t.final].id);
    add(f, "method", nameOf(facts.messages[t.request]));
    add(f, "status", std::int64_t{t.finalStatus});
    add(f, "address", facts.sender(found->offer).toString());
    add(f, "receiver", facts.receiver(found->offer).toString());
    out.push_back(std::move(f));
}

} // namespace echelle::rules
