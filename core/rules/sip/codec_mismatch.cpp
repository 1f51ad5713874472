#include "core/rules/arguments.h"
#include "core/rules/call_view.h"
#include "core/rules/exchange.h"
#include "core/rules/sip/descriptions.h"
#include "core/rules/sip/sip_rules.h"
#include "core/sip/address.h"

#include <algorithm>

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::Index;
using dialog::kNoIndex;
using dialog::SdpFacts;
using Names = std::vector<std::string>;

bool isSaid(const CallFacts& facts, Index response) {
    constexpr int kMediaType = 304;   // RFC 3261 section 20.43
    constexpr int kMediaFormat = 305; // "incompatible media format"
    return std::any_of(facts.headers.begin(), facts.headers.end(), [&](const dialog::HeaderText& h) {
        if (h.message != response || h.id != sip::HeaderId::Warning)
            return false;
        const auto warnings = sip::parseWarnings(facts.textOf(h.text));
        return std::any_of(warnings.begin(), warnings.end(),
                           [](const sip::Warning& w) { return w.code == kMediaType || w.code == kMediaFormat; });
    });
}

void report(const RuleContext& c, const Exchange& e, const Names& offered, const Names& answered, EvidenceTag evidence,
            std::string_view key, std::vector<Finding>& out) {
    const CallFacts& facts = c.facts;
    const dialog::TransactionFacts& t = facts.transactions[e.transaction];
    const Index reply = e.answer != kNoIndex ? e.answer : t.final;
    Finding f = newFinding(c, "sip.codec-mismatch");
    f.severity = Severity::Error;
    f.evidence = evidence;
    f.side = Side::Unknown;
    if (!key.empty())
        f.catalogKeys.emplace_back(key);
    f.sipCode = t.finalStatus >= 300 ? t.finalStatus : 0;
    f.proof = {facts.messages[reply].id, facts.messages[e.offer].id};
    add(f, "status", std::int64_t{t.finalStatus});
    add(f, "offered", listed(offered));
    add(f, "answered", listed(answered));
    add(f, "sender", facts.sender(e.offer).toString());
    add(f, "address", facts.sender(originOf(facts, reply)).toString());
    out.push_back(std::move(f));
}

// Answered outside the offer: no codec in common (RFC 3264 section 6.1; further ones beside a common one are allowed).
bool isOutside(const CallFacts& facts, const Exchange& e) {
    const SdpFacts* offer = sdpOf(facts, e.offer);
    const SdpFacts* answer = sdpOf(facts, e.answer);
    if (offer == nullptr || answer == nullptr || !e.isAccepted || answer->audioPort == 0)
        return false;
    // One bit per codec: a common bit may be chance, none is proof enough to look closer.
    return (offer->audioCodecs & answer->audioCodecs) == 0 && offer->audioCodecs != 0 && answer->audioCodecs != 0;
}
} // namespace

void codecMismatch(const RuleContext& c, std::vector<Finding>& out) {
    const CallFacts& facts = c.facts;
    if (c.row.kind != dialog::RowKind::Call || facts.sdps.empty())
        return;
    for (const Exchange& e : exchangesOf(facts)) {
        if (!isOutside(facts, e))
            continue;
        const Names offered = audioCodecsOf(facts.textOf(sdpOf(facts, e.offer)->text));
        const Names answered = audioCodecsOf(facts.textOf(sdpOf(facts, e.answer)->text));
        if (offered.empty() || answered.empty() || haveCommon(offered, answered))
            continue;
        report(c, e, offered, answered, EvidenceTag::Observed, "rule.sip.codec-mismatch.answered", out);
        return;
    }
    if (!isDescriptionRefused(c))
        return;
    const auto refused = refusedOffer(facts, *decidingInvite(c));
    if (!refused)
        return;
    const dialog::TransactionFacts& t = facts.transactions[refused->transaction];
    const Names offered = audioCodecsOf(facts.textOf(sdpOf(facts, refused->offer)->text));
    // What the refusing side can do: its description in the refusal (RFC 3261 section 21.4.26), else elsewhere in the
    // row.
    const bool isRefusersInitiator = !facts.messages[refused->offer].isFromInitiator;
    const SdpFacts* own = sdpOf(facts, t.final);
    const SdpFacts* capable = own != nullptr ? own : audioOfSide(facts, isRefusersInitiator);
    const Names accepted = capable == nullptr ? Names() : audioCodecsOf(facts.textOf(capable->text));
    const bool isDisjoint = !offered.empty() && !accepted.empty() && !haveCommon(offered, accepted);
    if (isDisjoint)
        report(c, *refused, offered, accepted, own != nullptr ? EvidenceTag::Observed : EvidenceTag::Correlated, "",
               out);
    else if (isSaid(facts, t.final))
        report(c, *refused, offered, {}, EvidenceTag::Observed, "rule.sip.codec-mismatch.said", out);
}

} // namespace echelle::rules
