#include "core/base/text.h"
#include "core/dialog/call_facts.h"
#include "core/rules/arguments.h"
#include "core/rules/sip/sip_rules.h"
#include "core/sip/address.h"

#include <algorithm>

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::Index;
using dialog::kNoIndex;
using dialog::TransactionFacts;
using sip::Method;

constexpr Duration kTimerH = Duration::seconds(32); // 64*T1: then the callee gives up and sends BYE (13.3.1.4)

bool isAcknowledgedAnywhere(const CallFacts& facts, const TransactionFacts& t) {
    return std::any_of(facts.messages.begin(), facts.messages.end(), [&t](const dialog::MessageFacts& m) {
        return m.method == Method::Ack && m.isRequest() && m.cseq == t.cseq;
    });
}

// Without Record-Route the ACK goes straight to the Contact (12.2.1.1), which may not be on this hop.
bool doesAckBypass(const CallFacts& facts, const TransactionFacts& t) {
    if (!facts.header(t.final, sip::HeaderId::RecordRoute).empty())
        return false;
    const auto contact = sip::parseNameAddress(facts.header(t.final, sip::HeaderId::Contact));
    const auto uri = contact ? sip::parseUri(contact->uri) : std::nullopt;
    const auto address = uri ? IpAddress::parse(uri->host) : std::nullopt;
    return address && *address != facts.sender(t.final).address;
}

// The caller's BYE, or an early one, shows that the dialog stands. The callee's BYE at 64*T1 is what 13.3.1.4 asks of
// one that waited for the ACK in vain: it is the effect.
bool isRefutedByBye(const CallFacts& facts, const TransactionFacts& t) {
    const Timestamp answered = timeOf(facts, t.final);
    return std::any_of(facts.messages.begin(), facts.messages.end(), [&](const dialog::MessageFacts& m) {
        if (m.method != Method::Bye || !m.isRequest())
            return false;
        const bool isByAnswerer = m.isFromInitiator != t.isFromInitiator;
        constexpr Duration kSlack = Duration::seconds(1);
        return !isByAnswerer || !m.time.isValid() || m.time - answered < Duration{kTimerH.ns - kSlack.ns};
    });
}

bool isMissing(const CallFacts& facts, const TransactionFacts& t) {
    return t.method == Method::Invite && t.finalStatus >= 200 && t.finalStatus < 300 && t.finalSends >= 2 &&
           t.ack == kNoIndex && facts.inputAfter(timeOf(facts, t.final)) >= kTimerH &&
           !isAcknowledgedAnywhere(facts, t) && !doesAckBypass(facts, t) && !isRefutedByBye(facts, t);
}
} // namespace

void missingAck(const RuleContext& c, std::vector<Finding>& out) {
    const CallFacts& facts = c.facts;
    const auto found = std::find_if(facts.transactions.begin(), facts.transactions.end(),
                                    [&facts](const TransactionFacts& t) { return isMissing(facts, t); });
    if (found == facts.transactions.end())
        return;
    const TransactionFacts& t = *found;
    Finding f = newFinding(c, "sip.missing-ack");
    f.severity = Severity::Error;
    f.evidence = EvidenceTag::Observed; // the repeated 2xx says that its sender got no ACK
    f.sipCode = t.finalStatus;
    f.proof.push_back(facts.messages[t.lastFinal].id);
    f.proof.push_back(facts.messages[t.final].id);
    for (const dialog::MessageFacts& m : facts.messages)
        if (m.method == Method::Bye && m.isRequest() && m.retransmissionOf == kNoIndex) {
            f.proof.push_back(m.id);
            f.catalogKeys.emplace_back("rule.sip.missing-ack.hung-up");
            break;
        }
    add(f, "status", std::int64_t{t.finalStatus});
    add(f, "sends", std::int64_t{t.finalSends});
    addSeconds(f, "seconds", facts.inputAfter(timeOf(facts, t.final)));
    add(f, "address", facts.sender(t.final).toString());
    add(f, "receiver", facts.receiver(t.final).toString());
    add(f, "contact", facts.header(t.final, sip::HeaderId::Contact));
    out.push_back(std::move(f));
}

} // namespace echelle::rules
