#include "core/rules/arguments.h"
#include "core/rules/call_view.h"
#include "core/rules/dtmf/dtmf_rules.h"
#include "core/rules/exchange.h"

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::SdpFacts;

// A description that carries voice, so that digits could be pressed.
bool isVoice(const SdpFacts* sdp) {
    return sdp != nullptr && sdp->hasAudio && sdp->audioPort != 0 && sdp->audioCodecs != 0;
}

bool hasInfo(const CallFacts& facts) {
    for (const dialog::TransactionFacts& t : facts.transactions)
        if (t.method == sip::Method::Info)
            return true;
    return false;
}
} // namespace

// One side offered telephone-event (RFC 4733) and the other did not take it: digits go in the audio, if at all. That
// harms only who presses keys, and the signalling does not say whether anybody did: a remark.
void dtmfNotNegotiated(const RuleContext& c, std::vector<Finding>& out) {
    const CallFacts& facts = c.facts;
    if (decidingInvite(c) == nullptr || c.row.state != dialog::RowState::Answered || hasInfo(facts))
        return;
    const std::vector<Exchange> exchanges = exchangesOf(facts);
    const Exchange* last = nullptr;
    for (const Exchange& e : exchanges)
        if (e.isAccepted && isVoice(sdpOf(facts, e.offer)) && isVoice(sdpOf(facts, e.answer)))
            last = &e;
    if (last == nullptr || !sdpOf(facts, last->offer)->hasTelephoneEvent ||
        sdpOf(facts, last->answer)->hasTelephoneEvent)
        return;
    Finding f = newFinding(c, "dtmf.not-negotiated");
    f.severity = Severity::Info;
    f.role = FindingRole::Remark;
    f.evidence = EvidenceTag::Observed;
    f.side = sideOfSender(facts, last->answer);
    f.proof = {facts.messages[last->answer].id, facts.messages[last->offer].id};
    add(f, "address", facts.sender(last->answer).toString());
    add(f, "sender", facts.sender(last->offer).toString());
    out.push_back(std::move(f));
}

} // namespace echelle::rules
