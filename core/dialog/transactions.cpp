#include "core/dialog/transactions.h"

#include "core/dialog/hops.h"
#include "core/dialog/text_hash.h"
#include "core/sip/address.h"

#include <algorithm>
#include <array>

namespace echelle::dialog {

namespace {
using sip::Method;

constexpr std::size_t kMaxVias = 16;                // RFC 3261 allows 70 hops; a stack is compared as deep as this
constexpr int kMaxSteps = 64;                       // bound of every walk over messages or transactions of equal key
constexpr Duration kTimerB = Duration::seconds(32); // 64*T1: no request is sent again later than this

std::uint64_t branchHash(std::string_view branch, std::string_view sentBy) {
    return branch.empty() ? hashOf(sentBy, 1) : hashOf(branch);
}

struct ViaStack {
    std::array<std::uint64_t, kMaxVias> branches{};
    std::array<std::string_view, kMaxVias> texts{};
    std::size_t depth = 0; // entries in the message, also beyond kMaxVias
};

void addVia(ViaStack& stack, std::string_view value) {
    if (stack.depth < kMaxVias) {
        const auto via = sip::parseVia(value);
        stack.branches[stack.depth] = via ? branchHash(via->branch, value) : hashOf(value, 1);
        stack.texts[stack.depth] = via && !via->branch.empty() ? via->branch : value;
    }
    ++stack.depth;
}

ViaStack viaStackOf(const sip::Message& m) {
    ViaStack stack;
    for (const sip::HeaderField& h : m.headers) {
        if (h.id != sip::HeaderId::Via)
            continue;
        if (h.value.find(',') == std::string_view::npos) {
            addVia(stack, h.value);
            continue;
        }
        for (std::string_view value : sip::splitList(h.value))
            addVia(stack, value);
    }
    return stack;
}

// Most messages of a capture beside their sender.
bool hasOneVia(const sip::Message& m) {
    std::size_t count = 0;
    for (const sip::HeaderField& h : m.headers) {
        if (h.id != sip::HeaderId::Via)
            continue;
        if (++count > 1 || h.value.find(',') != std::string_view::npos)
            return false;
    }
    return count == 1;
}

std::uint64_t topBranchOf(const sip::Message& m) {
    return m.topBranch.empty() ? branchHash({}, m.value(sip::HeaderId::Via)) : hashOf(m.topBranch);
}

std::uint64_t keyOf(std::uint32_t slot, std::uint64_t branch, std::uint32_t cseq, Method method) {
    const std::uint64_t low = static_cast<std::uint64_t>(cseq) << 8 | static_cast<std::uint64_t>(method);
    std::uint64_t h = (branch ^ low * 0xc2b2ae3d27d4eb4fULL) + (slot + 1ULL) * 0x9e3779b97f4a7c15ULL;
    h ^= h >> 31;
    h *= 0xbf58476d1ce4e5b9ULL;
    return h ^ h >> 29;
}

bool isOf(const TransactionFacts& t, std::uint64_t branch, std::uint32_t cseq, Method method) {
    return t.branch == branch && t.cseq == cseq && t.method == method;
}

// Over a reliable transport only a 2xx to INVITE and its ACK are sent again (RFC 3261 13.3.1.4).
bool canBeRepeated(const MessageFacts& f, const TransactionFacts& t) {
    if (!isReliable(f.transport))
        return true;
    return f.method == Method::Ack || (t.method == Method::Invite && f.status >= 200 && f.status < 300);
}

bool isSoon(const MessageFacts& before, const MessageFacts& now) {
    return !before.time.isValid() || !now.time.isValid() || now.time - before.time <= kTimerB;
}

// Case 5: equal addresses, top branch and To tag, and the same message.
Index firstSendOf(const CallFacts& facts, const TransactionFacts& t, Index message) {
    const MessageFacts& f = facts.messages[message];
    if (!canBeRepeated(f, t))
        return kNoIndex;
    Index at = t.lastMessage;
    for (int step = 0; at != kNoIndex && step < kMaxSteps; ++step) {
        const MessageFacts& other = facts.messages[at];
        if (other.identity == f.identity && other.method == f.method && other.status == f.status &&
            other.from == f.from && other.to == f.to)
            return other.retransmissionOf == kNoIndex ? at : other.retransmissionOf;
        at = other.previousInTransaction;
    }
    return kNoIndex;
}

// Case 4: the latest message of that transaction that is the same one a hop earlier and has no next hop yet.
Index sameMessageIn(CallFacts& facts, Index transaction, const MessageFacts& f) {
    Index at = facts.transactions[transaction].lastMessage;
    for (int step = 0; at != kNoIndex && step < kMaxSteps; ++step) {
        const MessageFacts& other = facts.messages[at];
        const bool isSame = other.status == f.status && other.method == f.method && other.toTag == f.toTag;
        if (isSame && !other.hasNextHop && (other.from != f.from || other.to != f.to))
            return at;
        at = other.previousInTransaction;
    }
    return kNoIndex;
}

void setNextHop(CallFacts& facts, MessageFacts& f, Index earlier) {
    if (earlier == kNoIndex)
        return;
    f.nextHopOf = earlier;
    facts.messages[earlier].hasNextHop = true;
}

// A response comes back the way its request went: next hop of the same response seen further from the caller.
void linkResponse(CallFacts& facts, MessageFacts& f, Index transaction) {
    if (f.status == 100) // never passed on (RFC 3261 16.7)
        return;
    Index child = facts.transactions[transaction].firstChild;
    for (int step = 0; child != kNoIndex && step < kMaxSteps; ++step) {
        const Index earlier = sameMessageIn(facts, child, f);
        if (earlier != kNoIndex) {
            setNextHop(facts, f, earlier);
            return;
        }
        child = facts.transactions[child].nextSibling;
    }
}

void adopt(CallFacts& facts, Index parent, Index child) {
    TransactionFacts& c = facts.transactions[child];
    TransactionFacts& p = facts.transactions[parent];
    c.parent = parent;
    c.nextSibling = p.firstChild;
    p.firstChild = child;
}

} // namespace

Index Transactions::find(const DialogSet& set, std::uint32_t slot, const sip::Message& m) const {
    const std::uint64_t branch = topBranchOf(m);
    const Method method = m.method;
    const Index t = m_index.find(keyOf(slot, branch, m.cseq.number, method));
    if (t == kNoIndex || t >= set.facts.transactions.size())
        return kNoIndex;
    return isOf(set.facts.transactions[t], branch, m.cseq.number, method) ? t : kNoIndex;
}

void Transactions::place(DialogSet& set, std::uint32_t slot, Index message, const sip::Message& m) {
    MessageFacts f = set.facts.messages[message];
    f.transaction = f.isRequest() ? placeRequest(set, slot, f, m) : placeResponse(set, slot, f, m);
    TransactionFacts& t = set.facts.transactions[f.transaction];
    f.leg = t.leg;
    set.facts.messages[message] = f;
    f.retransmissionOf = firstSendOf(set.facts, t, message);
    if (!f.isRequest()) {
        linkResponse(set.facts, f, f.transaction);
    } else if (t.parent != kNoIndex) {
        setNextHop(set.facts, f, sameMessageIn(set.facts, t.parent, f));
    }
    f.previousInTransaction = t.lastMessage;
    t.lastMessage = message;
    set.facts.messages[message] = f;
}

Index Transactions::placeRequest(DialogSet& set, std::uint32_t slot, MessageFacts& f, const sip::Message& m) {
    CallFacts& facts = set.facts;
    const std::uint64_t branch = topBranchOf(m);
    // The ACK to a non-2xx response carries the INVITE's branch (17.1.1.3).
    if (f.method == Method::Ack) {
        Index t = m_index.find(keyOf(slot, branch, f.cseq, Method::Invite));
        for (int step = 0; t != kNoIndex && step < kMaxSteps; ++step) {
            const TransactionFacts& invite = facts.transactions[t];
            if (isOf(invite, branch, f.cseq, Method::Invite) && invite.request != kNoIndex &&
                facts.messages[invite.request].from == f.from && facts.messages[invite.request].to == f.to)
                return t;
            t = invite.sameKey;
        }
    }
    Index t = m_index.find(keyOf(slot, branch, f.cseq, f.method));
    for (int step = 0; t != kNoIndex && step < kMaxSteps; ++step) {
        const TransactionFacts& other = facts.transactions[t];
        if (isOf(other, branch, f.cseq, f.method)) {
            const Index reference = other.lastRequest != kNoIndex ? other.lastRequest : other.lastMessage;
            const MessageFacts& r = facts.messages[reference];
            const bool isSameWay = r.isRequest() ? r.from == f.from && r.to == f.to : r.from == f.to && r.to == f.from;
            if (isSameWay && isSoon(facts.messages[other.lastMessage], f))
                return t;
        }
        t = other.sameKey;
    }
    return open(set, slot, f, m, f.method);
}

Index Transactions::placeResponse(DialogSet& set, std::uint32_t slot, MessageFacts& f, const sip::Message& m) {
    const std::uint64_t branch = topBranchOf(m);
    Index t = m_index.find(keyOf(slot, branch, f.cseq, f.method));
    Index any = kNoIndex;
    for (int step = 0; t != kNoIndex && step < kMaxSteps; ++step) {
        const TransactionFacts& other = set.facts.transactions[t];
        if (isOf(other, branch, f.cseq, f.method)) {
            const Index r = other.request;
            if (r != kNoIndex && set.facts.messages[r].from == f.to && set.facts.messages[r].to == f.from)
                return t;
            any = t; // a branch names one hop, also where the answer comes from another address
        }
        t = other.sameKey;
    }
    return any != kNoIndex ? any : open(set, slot, f, m, f.method);
}

Index Transactions::open(DialogSet& set, std::uint32_t slot, const MessageFacts& f, const sip::Message& m,
                         Method method) {
    CallFacts& facts = set.facts;
    TransactionFacts t;
    t.branch = topBranchOf(m);
    t.cseq = f.cseq;
    t.method = method;
    t.isFromInitiator = f.isFromInitiator == f.isRequest();
    t.isInDialog = f.isRequest() && f.toTag != 0;
    t.toTagOfRequest = f.isRequest() ? f.toTag : 0;
    t.leg = hopOf(facts, f, t.branch);
    const auto index = static_cast<Index>(facts.transactions.size());
    const std::uint64_t key = keyOf(slot, t.branch, f.cseq, method);
    t.sameKey = m_index.find(key);
    if (t.sameKey != kNoIndex && !isOf(facts.transactions[t.sameKey], t.branch, f.cseq, method))
        t.sameKey = kNoIndex;
    facts.transactions.push_back(t);
    m_index.set(key, index);
    linkHops(set, slot, index, m);
    return index;
}

void Transactions::linkHops(DialogSet& set, std::uint32_t slot, Index transaction, const sip::Message& m) {
    CallFacts& facts = set.facts;
    const ViaStack stack = hasOneVia(m) ? ViaStack{.depth = 1} : viaStackOf(m); // of the top one nothing is needed
    const std::size_t known = std::min(stack.depth, kMaxVias);
    TransactionFacts& t = facts.transactions[transaction];
    t.viaDepth = static_cast<std::uint16_t>(std::min<std::size_t>(std::max<std::size_t>(stack.depth, 1), 0xffff));
    t.branchBelow = known > 1 ? stack.branches[1] : 0;
    std::string_view evidence;
    for (std::size_t k = 1; k < known && t.parent == kNoIndex; ++k) {
        const Index parent = m_index.find(keyOf(slot, stack.branches[k], t.cseq, t.method));
        if (parent == kNoIndex || parent == transaction ||
            !isOf(facts.transactions[parent], stack.branches[k], t.cseq, t.method) ||
            facts.transactions[parent].viaDepth + k != stack.depth)
            continue;
        adopt(facts, parent, transaction);
        evidence = stack.texts[k];
    }
    // Seen later than the hop after it (clocks of two sources, a response before its request): adopt what waits for it.
    const std::size_t first = facts.transactions.size() > kMaxSteps ? facts.transactions.size() - kMaxSteps : 0;
    for (std::size_t i = first; i < transaction; ++i) {
        TransactionFacts& other = facts.transactions[i];
        if (other.parent == kNoIndex && other.branchBelow == t.branch && other.cseq == t.cseq &&
            other.method == t.method && other.viaDepth == t.viaDepth + 1)
            adopt(facts, transaction, static_cast<Index>(i));
    }
    HopFacts& hop = facts.legs[t.leg];
    if (hop.firstTransaction != kNoIndex)
        return;
    hop.firstTransaction = transaction;
    if (t.parent != kNoIndex && facts.transactions[t.parent].leg != t.leg) {
        hop.joinedTo = facts.transactions[t.parent].leg;
        hop.isByVia = true;
        hop.evidence = evidence;
    } else if (t.leg != 0) {
        hop.joinedTo = 0;
    }
}

void Transactions::forget(const DialogSet& set, std::uint32_t slot) {
    for (const TransactionFacts& t : set.facts.transactions)
        m_index.erase(keyOf(slot, t.branch, t.cseq, t.method));
}

namespace {
void countRequest(CallFacts& facts, TransactionFacts& t, Index message, const sip::Message& m) {
    if (facts.messages[message].method == Method::Ack && t.method == Method::Invite) {
        t.ack = message;
        return;
    }
    if (t.request == kNoIndex) {
        t.request = message;
        t.isInDialog = !m.toTag.empty();
        t.toTagOfRequest = facts.messages[message].toTag;
    }
    t.lastRequest = message;
    t.sends = static_cast<std::uint16_t>(std::min<unsigned>(t.sends + 1U, 0xffff));
}

void countResponse(TransactionFacts& t, Index message, const MessageFacts& f) {
    if (f.status < 200) {
        t.lastProvisional = message;
        if (f.status > 100 && t.firstProvisional == kNoIndex)
            t.firstProvisional = message;
        t.isRinging = t.isRinging || f.status == 180;
        return;
    }
    const bool isSuccess = f.status < 300;
    const bool hadSuccess = t.finalStatus >= 200 && t.finalStatus < 300;
    if (t.final == kNoIndex || (isSuccess && !hadSuccess)) {
        t.final = message;
        t.finalStatus = f.status;
        t.finalSends = 0;
    }
    if (f.status == t.finalStatus) {
        t.lastFinal = message;
        t.finalSends = static_cast<std::uint16_t>(std::min<unsigned>(t.finalSends + 1U, 0xffff));
    }
}

// The ACK to a 2xx is a transaction of its own (13.2.2.4): found by CSeq on the same hop.
void markAcknowledged(CallFacts& facts, const TransactionFacts& ack, Index message) {
    std::size_t looked = 0;
    for (std::size_t i = facts.transactions.size(); i-- > 0 && looked < kMaxSteps; ++looked) {
        TransactionFacts& t = facts.transactions[i];
        if (t.method == Method::Invite && t.cseq == ack.cseq && t.leg == ack.leg && t.ack == kNoIndex &&
            t.isFromInitiator == ack.isFromInitiator) {
            t.ack = message;
            return;
        }
    }
}

void markCancelled(CallFacts& facts, const TransactionFacts& cancel, Index message) {
    std::size_t looked = 0;
    for (std::size_t i = facts.transactions.size(); i-- > 0 && looked < kMaxSteps; ++looked) {
        TransactionFacts& t = facts.transactions[i];
        if (t.method == Method::Invite && t.branch == cancel.branch && t.cseq == cancel.cseq && t.leg == cancel.leg)
            t.cancel = message;
    }
}
} // namespace

void countMessage(DialogSet& set, Index message, const sip::Message& m) {
    CallFacts& facts = set.facts;
    const MessageFacts& f = facts.messages[message];
    TransactionFacts& t = facts.transactions[f.transaction];
    if (!f.isRequest()) {
        countResponse(t, message, f);
        return;
    }
    countRequest(facts, t, message, m);
    if (t.request != message)
        return;
    if (t.method == Method::Ack)
        markAcknowledged(facts, t, message);
    else if (t.method == Method::Cancel)
        markCancelled(facts, t, message);
}

} // namespace echelle::dialog
