#include "core/base/text.h"
#include "core/rules/arguments.h"
#include "core/rules/call_view.h"
#include "core/rules/dtmf/dtmf_rules.h"
#include "core/rules/exchange.h"
#include "core/sip/sdp.h"

#include <algorithm>

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::SdpFacts;

// A description that carries voice, so that digits could be pressed.
bool isVoice(const SdpFacts* sdp) {
    return sdp != nullptr && sdp->hasAudio && sdp->audioPort != 0 && sdp->audioCodecs != 0;
}

const sip::SdpMedia* audioOf(const sip::Sdp& sdp) {
    const auto audio =
        std::find_if(sdp.media.begin(), sdp.media.end(), [](const sip::SdpMedia& m) { return m.type == "audio"; });
    return audio == sdp.media.end() ? nullptr : &*audio;
}

// The answer lists the number that the offer gave telephone-event and does not say what it is: taken by most, since
// numbers keep their meaning (RFC 3264 section 6.1), so that nothing can be said.
bool isNumberTaken(const CallFacts& facts, const SdpFacts& offer, const SdpFacts& answer) {
    sip::Sdp offered;
    sip::Sdp answered;
    sip::parseSdp(facts.textOf(offer.text), offered);
    sip::parseSdp(facts.textOf(answer.text), answered);
    const sip::SdpMedia* ofOffer = audioOf(offered);
    const sip::SdpMedia* ofAnswer = audioOf(answered);
    if (ofOffer == nullptr || ofAnswer == nullptr)
        return false;
    return std::any_of(ofOffer->codecs.begin(), ofOffer->codecs.end(), [&](const sip::SdpCodec& event) {
        if (!equalsNoCase(event.name, "telephone-event"))
            return false;
        const std::string number = std::to_string(event.payloadType);
        const auto isNamed = [&](const sip::SdpCodec& c) {
            return c.payloadType == event.payloadType && !c.name.empty();
        };
        return std::find(ofAnswer->formats.begin(), ofAnswer->formats.end(), number) != ofAnswer->formats.end() &&
               std::none_of(ofAnswer->codecs.begin(), ofAnswer->codecs.end(), isNamed);
    });
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
        sdpOf(facts, last->answer)->hasTelephoneEvent ||
        isNumberTaken(facts, *sdpOf(facts, last->offer), *sdpOf(facts, last->answer)))
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
