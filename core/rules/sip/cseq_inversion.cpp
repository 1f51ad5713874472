#include "core/rules/sip/cseq_inversion.h"

#include <algorithm>
#include <vector>

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::Index;
using dialog::kNoIndex;
using dialog::MessageFacts;
using dialog::TransactionFacts;
using sip::Method;

// One side's numbering on one hop of one dialog.
struct Numbering {
    std::uint64_t toTag = 0;
    std::uint16_t leg = 0;
    bool isFromInitiator = false;
    Index highest = kNoIndex; // message
};

bool isCounted(const CallFacts& facts, Index message) {
    const MessageFacts& m = facts.messages[message];
    if (!m.isRequest() || m.toTag == 0 || m.retransmissionOf != kNoIndex || m.nextHopOf != kNoIndex)
        return false;
    if (m.method == Method::Ack || m.method == Method::Cancel || m.transaction == kNoIndex)
        return false; // they carry the number of their INVITE (13.2.2.4, 9.1)
    return facts.transactions[m.transaction].request == message;
}

bool isWritersOwn(const CallFacts& facts, Index message) {
    const Endpoint& sender = facts.sender(message);
    return sender.isDevice() ||
           std::find(facts.logWriters.begin(), facts.logWriters.end(), sender.address) != facts.logWriters.end();
}

bool isOrderProven(const CallFacts& facts, Index a, Index b) {
    const MessageFacts& x = facts.messages[a];
    const MessageFacts& y = facts.messages[b];
    if (x.isFromCapture && y.isFromCapture)
        return x.stream != 0 && x.stream == y.stream;
    if (x.isFromCapture || y.isFromCapture)
        return false;
    // A text log tells no connections; of one end of a reliable one, either it is the sender's or the order is kept.
    const bool isOneWay = x.from == y.from && x.to == y.to;
    return isOneWay && (isWritersOwn(facts, a) || (isReliable(x.transport) && isReliable(y.transport)));
}

Numbering& numberingOf(std::vector<Numbering>& all, const MessageFacts& m) {
    const auto known = std::find_if(all.begin(), all.end(), [&m](const Numbering& n) {
        return n.toTag == m.toTag && n.leg == m.leg && n.isFromInitiator == m.isFromInitiator;
    });
    if (known != all.end())
        return *known;
    return all.emplace_back(Numbering{m.toTag, m.leg, m.isFromInitiator, kNoIndex});
}
} // namespace

std::optional<CseqInversion> findCseqInversion(const CallFacts& facts) {
    constexpr std::size_t kMaxNumberings = 64;
    std::optional<CseqInversion> found;
    std::vector<Numbering> all;
    // The far side of several forks numbers each dialog on its own, and its requests all name the one caller's tag.
    const bool isForked = facts.dialogs.size() > 1;
    for (Index i = 0; i < facts.messages.size() && all.size() <= kMaxNumberings; ++i) {
        if (!isCounted(facts, i))
            continue;
        const MessageFacts& m = facts.messages[i];
        if (isForked && !m.isFromInitiator)
            continue;
        Numbering& n = numberingOf(all, m);
        if (n.highest == kNoIndex || m.cseq >= facts.messages[n.highest].cseq) {
            n.highest = i;
            continue;
        }
        const TransactionFacts& t = facts.transactions[m.transaction];
        constexpr int kOutOfOrder = 500; // 12.2.2
        const Index refusal = t.finalStatus == kOutOfOrder ? t.final : kNoIndex;
        const CseqInversion inversion{i, n.highest, refusal, isOrderProven(facts, i, n.highest)};
        if (refusal != kNoIndex)
            return inversion;
        if (!found)
            found = inversion;
    }
    return found;
}

} // namespace echelle::rules
