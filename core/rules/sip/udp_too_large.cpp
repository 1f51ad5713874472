#include "core/dialog/call_facts.h"
#include "core/rules/arguments.h"
#include "core/rules/sip/sip_rules.h"

#include <algorithm>

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::Index;
using dialog::kNoIndex;
using dialog::MessageFacts;
using dialog::TransactionFacts;

constexpr std::uint32_t kMostOverUdp = 1300; // RFC 3261 section 18.1.1: beyond, TCP is to be used
constexpr std::uint32_t kFragmented = 1472;  // what a datagram of 1,500 bytes holds beside IPv4 and UDP
constexpr Duration kTimerB = Duration::seconds(32);

bool isLostRequest(const CallFacts& facts, const TransactionFacts& t) {
    return t.request != kNoIndex && t.method != sip::Method::Ack && t.final == kNoIndex &&
           t.lastProvisional == kNoIndex && t.sends >= 2 && t.cancel == kNoIndex &&
           facts.messages[t.request].size > kMostOverUdp && facts.inputAfter(timeOf(facts, t.request)) >= kTimerB;
}

// Smaller requests over the same way were answered: size is what sets this one apart.
bool isSmallerAnswered(const CallFacts& facts, const TransactionFacts& lost) {
    const MessageFacts& m = facts.messages[lost.request];
    return std::any_of(facts.transactions.begin(), facts.transactions.end(), [&](const TransactionFacts& t) {
        if (t.request == kNoIndex || (t.final == kNoIndex && t.lastProvisional == kNoIndex))
            return false;
        const MessageFacts& other = facts.messages[t.request];
        return other.from == m.from && other.to == m.to && other.size <= kMostOverUdp;
    });
}
} // namespace

// An info where it just was large; a cause, inferred, only where size sets the unanswered request apart.
void udpTooLarge(const RuleContext& c, std::vector<Finding>& out) {
    const CallFacts& facts = c.facts;
    const auto largest = std::max_element(
        facts.messages.begin(), facts.messages.end(), [](const MessageFacts& a, const MessageFacts& b) {
            return (a.transport == Transport::Udp ? a.size : 0) < (b.transport == Transport::Udp ? b.size : 0);
        });
    if (largest == facts.messages.end() || largest->transport != Transport::Udp || largest->size <= kMostOverUdp)
        return;
    const auto lost = std::find_if(facts.transactions.begin(), facts.transactions.end(), [&](const auto& t) {
        return isLostRequest(facts, t) && facts.messages[t.request].transport == Transport::Udp;
    });
    const bool isLost = lost != facts.transactions.end();
    if (!isLost && largest->size <= kFragmented)
        return;
    const bool isCause = isLost && isSmallerAnswered(facts, *lost);
    const Index at = isLost ? lost->request : static_cast<Index>(largest - facts.messages.begin());
    Finding f = newFinding(c, "sip.udp-too-large");
    f.severity = isLost ? Severity::Warning : Severity::Info;
    f.role = isCause ? FindingRole::Cause : FindingRole::Remark;
    f.evidence = isCause ? EvidenceTag::Inferred : EvidenceTag::Measured;
    f.side = isLost ? Side::Network : Side::Unknown;
    if (isLost)
        f.catalogKeys.emplace_back("rule.sip.udp-too-large.unanswered");
    f.proof.push_back(facts.messages[at].id);
    add(f, "message", nameOf(facts.messages[at]));
    add(f, "bytes", std::int64_t{facts.messages[at].size});
    add(f, "sender", facts.sender(at).toString());
    add(f, "receiver", facts.receiver(at).toString());
    out.push_back(std::move(f));
}

} // namespace echelle::rules
