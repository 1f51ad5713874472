#include "core/playbook/playbook.h"

#include "core/playbook/seen.h"
#include "core/playbook/support.h"

#include <algorithm>
#include <string_view>

namespace echelle::playbook {

namespace {

using dialog::RowKind;
using dialog::RowState;
using rules::EvidenceTag;
using rules::Finding;

bool isOfCloud(std::string_view rule) {
    return rule.starts_with("acs.") || rule.starts_with("ice.") || rule.starts_with("stun.") ||
           rule.starts_with("turn.") || rule.starts_with("udp.");
}

// An error that is a cause: of connections and cut-off calls the only sign that something failed.
bool isFault(const Finding& f) {
    return f.severity == rules::Severity::Error && f.role != rules::FindingRole::Remark;
}

bool couldNotBeEstablished(const store::RowRecord& row, const std::vector<Finding>& findings, const Seen& seen) {
    if (row.facts.isFolded)
        return false;
    // Signalling may be fine while media finds no way.
    if (std::ranges::any_of(findings, [](const Finding& f) { return isFault(f) && isOfCloud(f.rule); }))
        return true;
    // A refusal that the rules call mere information (a SUBSCRIBE to what the peer does not offer) is none to explain.
    const auto isAlarm = [](const Finding& f) { return f.severity >= rules::Severity::Warning; };
    if (row.facts.kind != RowKind::Connection && row.facts.state == RowState::Failed)
        return std::ranges::any_of(findings, isAlarm);
    const bool isOpen = row.facts.kind == RowKind::Connection || row.facts.state == RowState::InProgress ||
                        row.facts.state == RowState::Incomplete ||
                        // Nothing came back at all; a telephone that rang and was not picked up is no fault.
                        (row.facts.state == RowState::Unanswered && !seen.ringingOrAnswer.isValid());
    return isOpen && std::ranges::any_of(findings, isFault);
}

// What excludes a hypothesis, and how surely.
struct Fact {
    EventId event;
    EvidenceTag tag = EvidenceTag::Observed;
};

// A 408 or 504 is what a server says that had no answer itself (RFC 3261 sections 21.4.9 and 21.5.5).
bool isSilenceBehindPeer(const Seen& s) {
    return s.finalStatus == 408 || s.finalStatus == 504;
}

// Also any other 5xx: the peer, or what stands behind it, met a fault that this input does not show.
bool isFaultBehindPeer(const Seen& s) {
    return isSilenceBehindPeer(s) || (s.finalStatus >= 500 && s.finalStatus < 600);
}

Fact contradictionOfTrunk(std::string_view id, const Seen& s, bool isConnection) {
    const bool isPlain = s.areAllAnswered && !isFaultBehindPeer(s);
    if (id == "sbc-refusing")
        return {isPlain && s.finalStatus != 0 && !isSignOf(id, s.finalStatus) ? s.finalResponse : EventId{}};
    if (id == "network-path") {
        if (isConnection)
            return {s.synAck, EvidenceTag::Measured};
        return {s.areAllAnswered && !isSilenceBehindPeer(s) ? s.firstResponse : EventId{}, EvidenceTag::Measured};
    }
    if (id == "dns") {
        if (s.dnsAddress.isValid())
            return {s.dnsAddress};
        return {isPlain ? s.firstResponse : EventId{}, EvidenceTag::Inferred};
    }
    if (id == "certificate") {
        if (s.isHandshakeDone() && (isConnection || isPlain))
            return {std::max(s.finishedByLower, s.finishedByHigher)};
        if (!isPlain)
            return {};
        return {s.isTlsUsed ? s.tlsResponse : s.firstResponse, EvidenceTag::Inferred};
    }
    if (id == "malformed-message") // whoever looks the number up has read the request
        return {isPlain && s.finalStatus != 0 && !isSignOf(id, s.finalStatus) && !s.defect.isValid() ? s.finalResponse
                                                                                                     : EventId{}};
    if (id == "wrong-codec")
        return {s.sdpAnswer};
    if (id == "wrong-number")
        return {s.ringingOrAnswer};
    if (id == "authentication") {
        if (s.successAfterChallenge.isValid())
            return {s.successAfterChallenge};
        const bool isAsked = s.challenge.isValid() || s.finalStatus == 403;
        return {isPlain && s.finalStatus != 0 && !isAsked ? s.finalResponse : EventId{}, EvidenceTag::Inferred};
    }
    return {};
}

Fact contradictionOfCloud(std::string_view id, const Seen& s) {
    if (id == "firewall-blocking-udp")
        return {s.stunOverUdp, EvidenceTag::Measured};
    // One pair that works is what ICE looks for, but its nomination is not seen.
    if (id == "ice-negotiation-failure")
        return {s.checkAnswer, EvidenceTag::Inferred};
    if (id == "turn-unreachable")
        return {s.relayAnswer};
    if (id == "invalid-token" || id == "signalling-connection-lost")
        return {s.ringingOrAnswer, EvidenceTag::Inferred};
    return {};
}

// The final answer itself, where no rule speaks for the hypothesis.
Fact signIn(std::string_view id, const Seen& s, const dialog::RowFacts& row) {
    if (row.state != RowState::Failed)
        return {};
    // Refused after a challenge: 403 is the usual answer to wrong credentials (RFC 3261 section 22.1 leaves it open).
    if (id == "authentication" && s.finalStatus == 403 && s.challenge.isValid())
        return {s.finalResponse, EvidenceTag::Correlated};
    // Only a call has a number and a codec: a SUBSCRIBE is refused with 404 for other reasons.
    const bool isOfCalls = id == "wrong-number" || id == "wrong-codec";
    if (!isSignOf(id, s.finalStatus) || (isOfCalls && row.kind != RowKind::Call))
        return {};
    return {s.finalResponse};
}

void cite(std::vector<EventId>& cited, EventId event) {
    if (event.isValid() && std::ranges::find(cited, event) == cited.end())
        cited.push_back(event);
}

Hypothesis weighOne(const Listed& listed, const store::RowRecord& row, const std::vector<Finding>& findings,
                    const Seen& seen) {
    Hypothesis h;
    h.id = listed.id;
    h.playbookTag = listed.tag;
    for (const Finding& f : findings) {
        const auto tag = supportOf(listed.id, f);
        if (!tag)
            continue;
        h.reached = h.reached ? std::min(*h.reached, *tag) : *tag;
        h.rules.push_back(f.rule);
        for (const EventId event : f.proof)
            cite(h.cited, event);
    }
    if (const Fact sign = signIn(listed.id, seen, row.facts); sign.event.isValid()) {
        h.reached = h.reached ? std::min(*h.reached, sign.tag) : sign.tag;
        cite(h.cited, sign.event);
        if (sign.tag == EvidenceTag::Correlated)
            cite(h.cited, seen.challenge);
    }
    const Fact fact = listed.family == Family::Trunk
                          ? contradictionOfTrunk(listed.id, seen, row.facts.kind == RowKind::Connection)
                          : contradictionOfCloud(listed.id, seen);
    // What is only inferred yields to a fact that was seen.
    const bool isOutweighed =
        fact.event.isValid() && h.reached == EvidenceTag::Inferred && fact.tag < EvidenceTag::Inferred;
    if (h.reached && !isOutweighed) {
        h.weight = Weight::Supported;
        cite(h.against, fact.event);
    } else if (fact.event.isValid()) {
        h.weight = Weight::Contradicted;
        h.reached = fact.tag;
        h.rules.clear();
        h.cited = {fact.event};
    }
    return h;
}

} // namespace

std::vector<Hypothesis> weigh(const store::RowRecord& row, const std::vector<Finding>& findings,
                              const std::vector<store::EventRecord>& events) {
    const Seen seen = readEvents(events);
    if (!couldNotBeEstablished(row, findings, seen))
        return {};
    const bool isCloud =
        seen.hasWebRtc || std::ranges::any_of(findings, [](const Finding& f) { return isOfCloud(f.rule); });
    const bool isTrunk = seen.hasSip || row.facts.kind == RowKind::Connection || !isCloud;
    std::vector<Hypothesis> weighed;
    for (const Listed& listed : allHypotheses())
        if (listed.family == Family::Cloud ? isCloud : isTrunk)
            weighed.push_back(weighOne(listed, row, findings, seen));
    return weighed;
}

} // namespace echelle::playbook
