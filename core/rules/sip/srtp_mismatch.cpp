#include "core/rules/arguments.h"
#include "core/rules/call_view.h"
#include "core/rules/exchange.h"
#include "core/rules/sip/descriptions.h"
#include "core/rules/sip/sip_rules.h"

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::Index;
using dialog::kNoIndex;
using dialog::SdpFacts;

// A phrase that names the codecs as well leaves open which of the two it was.
bool namesEncryption(const std::string& words) {
    const bool isNamed = words.find("srtp") != std::string::npos || words.find("crypto") != std::string::npos ||
                         words.find("encrypt") != std::string::npos;
    return isNamed && words.find("codec") == std::string::npos;
}

// The profile of an answer is that of the offer (RFC 3264 section 6). a=crypto or a=fingerprint on RTP/AVP is best
// effort and may be answered with either.
bool isOutside(const SdpFacts& offer, const SdpFacts& answer) {
    if (!offer.hasAudio || !answer.hasAudio || offer.audioPort == 0 || answer.audioPort == 0)
        return false;
    const bool isBestEffort = !offer.isSecure && (offer.hasCrypto || offer.hasFingerprint);
    return offer.isSecure != answer.isSecure && !isBestEffort;
}

std::string_view profileOf(const SdpFacts& sdp) {
    return sdp.isSecure ? "RTP/SAVP" : "RTP/AVP";
}

void report(const RuleContext& c, const Exchange& e, std::string_view answered, EvidenceTag evidence, bool isRefused,
            std::vector<Finding>& out) {
    const CallFacts& facts = c.facts;
    const dialog::TransactionFacts& t = facts.transactions[e.transaction];
    const Index reply = !isRefused && e.answer != kNoIndex ? e.answer : t.final;
    Finding f = newFinding(c, "sip.srtp-mismatch");
    f.severity = Severity::Error;
    f.evidence = evidence;
    f.side = sideOfSender(facts, isRefused ? e.offer : reply);
    if (isRefused) {
        f.sipCode = t.finalStatus;
        f.catalogKeys.emplace_back("rule.sip.srtp-mismatch.refused");
    }
    if (facts.isToTeams(e.offer) && !sdpOf(facts, e.offer)->isSecure)
        f.also.emplace_back("teams.srtp-mandatory");
    f.proof = {facts.messages[reply].id, facts.messages[e.offer].id};
    add(f, "status", std::int64_t{t.finalStatus});
    add(f, "offered", profileOf(*sdpOf(facts, e.offer)));
    add(f, "answered", answered);
    add(f, "sender", facts.sender(e.offer).toString());
    add(f, "address", facts.sender(originOf(facts, reply)).toString());
    out.push_back(std::move(f));
}
} // namespace

// Only where it was refused for that, or answered outside the offer.
void srtpMismatch(const RuleContext& c, std::vector<Finding>& out) {
    const CallFacts& facts = c.facts;
    if (c.row.kind != dialog::RowKind::Call || facts.sdps.empty())
        return;
    for (const Exchange& e : exchangesOf(facts)) {
        const SdpFacts* answer = sdpOf(facts, e.answer);
        if (answer == nullptr || !e.isAccepted || !isOutside(*sdpOf(facts, e.offer), *answer))
            continue;
        report(c, e, profileOf(*answer), EvidenceTag::Observed, false, out);
        return;
    }
    if (!isDescriptionRefused(c))
        return;
    const auto refused = refusedOffer(facts, *decidingInvite(c));
    if (!refused || !sdpOf(facts, refused->offer)->hasAudio)
        return;
    const dialog::TransactionFacts& t = facts.transactions[refused->transaction];
    const SdpFacts& offer = *sdpOf(facts, refused->offer);
    const SdpFacts* other = sdpOf(facts, t.final);
    if (other == nullptr)
        other = audioOfSide(facts, !facts.messages[refused->offer].isFromInitiator);
    const bool isOther = other != nullptr && isOutside(offer, *other);
    const bool isToTeams = facts.isToTeams(refused->offer) && !offer.isSecure; // facts: srtp-mandatory
    if (namesEncryption(wordsOf(facts, t.final)))
        report(c, *refused, "", EvidenceTag::Observed, true, out);
    else if (isOther || isToTeams)
        report(c, *refused, isToTeams ? "RTP/SAVP" : profileOf(*other), EvidenceTag::Correlated, true, out);
}

} // namespace echelle::rules
