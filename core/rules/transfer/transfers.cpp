#include "core/rules/transfer/transfers.h"

#include <algorithm>

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::Index;
using dialog::kNoIndex;
using dialog::MessageFacts;
using dialog::TransactionFacts;
using sip::Method;
} // namespace

Index finalNotify(const CallFacts& facts, const Transfer& transfer) {
    for (std::size_t i = transfer.notifies.size(); i-- > 0;)
        if (facts.messages[transfer.notifies[i]].sipfrag >= 200)
            return transfer.notifies[i];
    return kNoIndex;
}

int reportedStatus(const CallFacts& facts, const Transfer& transfer) {
    const Index last = finalNotify(facts, transfer);
    return last == kNoIndex ? 0 : facts.messages[last].sipfrag;
}

std::vector<Transfer> transfersOf(const CallFacts& facts) {
    std::vector<Transfer> transfers;
    for (std::size_t i = 0; i < facts.transactions.size(); ++i) {
        const TransactionFacts& t = facts.transactions[i];
        if (t.method == Method::Refer && t.parent == kNoIndex && t.request != kNoIndex)
            transfers.push_back({static_cast<Index>(i), {}});
    }
    if (transfers.empty())
        return transfers;
    for (std::size_t i = 0; i < facts.messages.size(); ++i) {
        const MessageFacts& m = facts.messages[i];
        if (m.sipfrag == 0 || m.retransmissionOf != kNoIndex || m.nextHopOf != kNoIndex)
            continue;
        const auto owner = std::find_if(transfers.rbegin(), transfers.rend(), [&](const Transfer& transfer) {
            const TransactionFacts& refer = facts.transactions[transfer.refer];
            return refer.isFromInitiator != m.isFromInitiator && refer.request < i;
        });
        if (owner != transfers.rend())
            owner->notifies.push_back(static_cast<Index>(i));
    }
    return transfers;
}

} // namespace echelle::rules
