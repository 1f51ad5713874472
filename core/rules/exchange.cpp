#include "core/rules/exchange.h"

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::Index;
using dialog::kNoIndex;
using dialog::MessageFacts;
using dialog::SdpRole;
using dialog::TransactionFacts;
using sip::Method;

constexpr int kMaxSteps = 64;

bool isSuccess(int status) {
    return status >= 200 && status < 300;
}

// The last description of that role in the transaction's responses.
Index lastInResponses(const CallFacts& facts, const TransactionFacts& t, SdpRole role) {
    if (t.final != kNoIndex && facts.messages[t.final].sdpRole == role)
        return t.final;
    Index at = t.lastMessage;
    for (int step = 0; at != kNoIndex && step < kMaxSteps; ++step) {
        const MessageFacts& m = facts.messages[at];
        if (!m.isRequest() && m.sdpRole == role && m.retransmissionOf == kNoIndex)
            return at;
        at = m.previousInTransaction;
    }
    return kNoIndex;
}

Exchange exchangeOf(const CallFacts& facts, const TransactionFacts& t) {
    Exchange e;
    e.transaction = static_cast<Index>(&t - facts.transactions.data());
    if (t.request != kNoIndex && facts.messages[t.request].sdpRole == SdpRole::Offer) {
        e.offer = t.request;
        e.answer = lastInResponses(facts, t, SdpRole::Answer);
        e.isAccepted = isSuccess(t.finalStatus);
    } else if (t.isOfferInResponse) {
        e.offer = lastInResponses(facts, t, SdpRole::Offer);
        if (t.ack != kNoIndex && facts.messages[t.ack].sdpRole == SdpRole::Answer)
            e.answer = t.ack;
        e.isAccepted = t.isAnswered;
    }
    return e;
}
} // namespace

std::vector<Exchange> exchangesOf(const CallFacts& facts) {
    std::vector<Exchange> exchanges;
    if (facts.sdps.empty())
        return exchanges;
    for (const TransactionFacts& t : facts.transactions) {
        const bool mayOffer = t.method == Method::Invite || t.method == Method::Update || t.method == Method::Prack;
        if (!mayOffer || t.parent != kNoIndex)
            continue;
        const Exchange e = exchangeOf(facts, t);
        if (e.offer != kNoIndex)
            exchanges.push_back(e);
    }
    return exchanges;
}

std::optional<Exchange> refusedOffer(const CallFacts& facts, const TransactionFacts& t) {
    if (t.finalStatus < 300 || t.request == kNoIndex)
        return std::nullopt;
    const Exchange e = exchangeOf(facts, t);
    if (e.offer == kNoIndex)
        return std::nullopt;
    return e;
}

const dialog::SdpFacts* sdpOf(const CallFacts& facts, Index message) {
    if (message == kNoIndex || facts.messages[message].sdp == kNoIndex)
        return nullptr;
    return &facts.sdps[facts.messages[message].sdp];
}

} // namespace echelle::rules
