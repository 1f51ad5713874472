#include "core/dialog/hops.h"

#include <algorithm>
#include <utility>

namespace echelle::dialog {

namespace {

bool isSameHost(const Endpoint& x, const Endpoint& y) {
    return x.address == y.address && x.device == y.device;
}

bool isPairOfHosts(const Endpoint& a, const Endpoint& b, const Endpoint& from, const Endpoint& to) {
    return (isSameHost(a, from) && isSameHost(b, to)) || (isSameHost(a, to) && isSameHost(b, from));
}

bool isOnHosts(const HopFacts& hop, const Endpoint& from, const Endpoint& to) {
    return isPairOfHosts(hop.a, hop.b, from, to) ||
           std::any_of(hop.copies.begin(), hop.copies.end(),
                       [&](const HopFacts::Copy& c) { return isPairOfHosts(c.a, c.b, from, to); });
}

bool isStream(Transport t) {
    return t != Transport::Udp && t != Transport::Sctp && t != Transport::Unknown;
}

// Over a stream the connecting side's port says nothing; the accepting side's is one of the two.
bool isOnPorts(const HopFacts& hop, const Endpoint& from, const Endpoint& to) {
    const auto isPair = [&](const Endpoint& a, const Endpoint& b) {
        return (a == from && b == to) || (a == to && b == from);
    };
    if (isPair(hop.a, hop.b) ||
        std::any_of(hop.copies.begin(), hop.copies.end(), [&](const HopFacts::Copy& c) { return isPair(c.a, c.b); }))
        return true;
    if (!isStream(hop.transport))
        return false;
    return hop.b == to || hop.b == from;
}

// Ports count where the pair exists already with other Via branches: the same request on its way over another hop, not
// a later request of the dialog, which has a branch of its own too.
bool isOtherHopOfSameRequest(const CallFacts& facts, std::uint16_t leg, const MessageFacts& m, std::uint64_t branch) {
    std::size_t looked = 0;
    for (std::size_t i = facts.transactions.size(); i-- > 0 && looked < 64; ++looked) {
        const TransactionFacts& t = facts.transactions[i];
        if (t.leg == leg && t.method == m.method && t.cseq == m.cseq && t.branch != branch &&
            t.isFromInitiator == m.isFromInitiator)
            return true;
    }
    return false;
}

std::uint16_t addHop(CallFacts& facts, const MessageFacts& m, bool arePortsCounted) {
    if (facts.legs.size() >= 0xfffe)
        return static_cast<std::uint16_t>(facts.legs.size() - 1);
    HopFacts hop;
    hop.a = facts.addresses[m.isRequest() ? m.from : m.to]; // the request's direction
    hop.b = facts.addresses[m.isRequest() ? m.to : m.from];
    hop.transport = m.transport;
    hop.arePortsCounted = arePortsCounted;
    facts.legs.push_back(std::move(hop));
    return static_cast<std::uint16_t>(facts.legs.size() - 1);
}

} // namespace

std::uint16_t hopOf(CallFacts& facts, const MessageFacts& m, std::uint64_t branch) {
    const Endpoint from = facts.addresses[m.from];
    const Endpoint to = facts.addresses[m.to];
    const bool isOneHost = isSameHost(from, to);
    std::uint16_t onHosts = 0xffff;
    bool isPairSplit = isOneHost;
    for (std::uint16_t i = 0; i < facts.legs.size(); ++i) {
        if (!isOnHosts(facts.legs[i], from, to))
            continue;
        if (isOnPorts(facts.legs[i], from, to))
            return i;
        isPairSplit = isPairSplit || facts.legs[i].arePortsCounted;
        onHosts = std::min(onHosts, i);
    }
    if (onHosts == 0xffff)
        return addHop(facts, m, isOneHost);
    if (!isOneHost && !isOtherHopOfSameRequest(facts, onHosts, m, branch))
        return onHosts;
    if (!isOneHost)
        facts.legs[onHosts].arePortsCounted = true;
    return addHop(facts, m, isPairSplit || !isOneHost);
}

void addAlias(HopFacts& hop, const Endpoint& from, const Endpoint& to) {
    constexpr std::size_t kMaxCopies = 8;
    const bool isKnown = std::any_of(hop.copies.begin(), hop.copies.end(),
                                     [&](const HopFacts::Copy& c) { return c.a == from && c.b == to; });
    if (!isKnown && hop.copies.size() < kMaxCopies)
        hop.copies.push_back({from, to});
}

std::pair<Endpoint, Endpoint> hopEnds(const HopFacts& hop) {
    Endpoint a = hop.a;
    Endpoint b = hop.b;
    if (isStream(hop.transport)) {
        // The side that the first request went to accepted the connection, unless the ports say the contrary.
        constexpr std::uint16_t kFirstEphemeral = 32768;
        const bool isReversed = b.port >= kFirstEphemeral && a.port < kFirstEphemeral;
        (isReversed ? b : a).port = 0;
    } else if (!hop.arePortsCounted) {
        a.port = b.port = 0;
    }
    return b < a ? std::pair(b, a) : std::pair(a, b);
}

} // namespace echelle::dialog
