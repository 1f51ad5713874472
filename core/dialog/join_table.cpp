#include "core/dialog/join_table.h"

#include <algorithm>
#include <numeric>

namespace echelle::dialog {

namespace {
constexpr Duration kWindow = Duration::seconds(5);

Endpoint hostAlone(const Endpoint& e) {
    return {e.address, 0, e.device};
}
} // namespace

std::uint32_t JoinTable::intern(const Endpoint& e) {
    return m_hosts.try_emplace(hostAlone(e), static_cast<std::uint32_t>(m_hosts.size())).first->second;
}

std::uint32_t JoinTable::hostOf(const Endpoint& e) const {
    const auto found = m_hosts.find(hostAlone(e));
    return found == m_hosts.end() ? kNoHost : found->second;
}

void JoinTable::add(const JoinFacts& facts) {
    const auto index = static_cast<std::uint32_t>(m_sets.size());
    Set s;
    s.row = facts.row;
    s.first = facts.first;
    s.invite = facts.invite;
    s.callId = facts.callId;
    s.branch = facts.branch;
    s.origin = facts.origin;
    s.invited = facts.invited;
    s.lastInvited = facts.lastInvited;
    s.responded = facts.responded;
    s.target = facts.target;
    s.calledNumber = facts.calledNumber;
    s.callingNumber = facts.callingNumber;
    s.isCalledShort = facts.isCalledShort;
    s.isOriginLong = facts.isOriginLong;
    if (facts.sender != Endpoint{} || facts.receiver != Endpoint{}) {
        s.senderHost = intern(facts.sender);
        s.receiverHost = intern(facts.receiver);
        s.senderPort = facts.sender.port;
        s.receiverPort = facts.receiver.port;
    }
    m_sets.push_back(s);
    for (const JoinKeyEntry& k : facts.keys)
        m_keys.push_back({k.hash, k.event, index, k.key});
}

void JoinTable::sort() {
    const auto isBefore = [](const Set& a, const Set& b) { return a.row < b.row; };
    if (std::is_sorted(m_sets.begin(), m_sets.end(), isBefore))
        return;
    std::vector<std::uint32_t> order(m_sets.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return isBefore(m_sets[a], m_sets[b]); });
    std::vector<std::uint32_t> place(order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        place[order[i]] = static_cast<std::uint32_t>(i);
    std::sort(m_sets.begin(), m_sets.end(), isBefore);
    for (Key& k : m_keys)
        k.set = place[k.set];
    std::stable_sort(m_keys.begin(), m_keys.end(), [](const Key& a, const Key& b) { return a.set < b.set; });
}

bool JoinTable::isAdjacent(std::uint32_t first, std::uint32_t second) const {
    return m_sets[first].receiverHost != kNoHost && m_sets[first].receiverHost == m_sets[second].senderHost;
}

bool JoinTable::areSiblings(std::uint32_t a, std::uint32_t b) const {
    const Set& x = m_sets[a];
    const Set& y = m_sets[b];
    if (x.senderHost == kNoHost || x.senderHost != y.senderHost || x.receiverHost != y.receiverHost)
        return false;
    if (x.senderHost != x.receiverHost)
        return true;
    return x.senderPort == y.senderPort || x.receiverPort == y.receiverPort; // one machine: its ports are the places
}

Timestamp JoinTable::windowEnd(std::uint32_t first) const {
    const Set& s = m_sets[first];
    if (!s.invited.isValid() || !s.lastInvited.isValid())
        return {};
    const Timestamp latest = s.lastInvited + kWindow;
    return s.responded.isValid() ? std::min(latest, s.responded) : latest;
}

bool JoinTable::isInWindow(std::uint32_t first, std::uint32_t second) const {
    const Timestamp end = windowEnd(first);
    const Timestamp time = m_sets[second].invited;
    return end.isValid() && time.isValid() && time >= m_sets[first].invited && time <= end;
}

bool JoinTable::isUpstream(std::uint32_t a, std::uint32_t b) const {
    const bool isBefore = isAdjacent(a, b);
    if (isBefore != isAdjacent(b, a))
        return isBefore;
    const Timestamp x = m_sets[a].invited;
    const Timestamp y = m_sets[b].invited;
    if (x.isValid() && y.isValid() && x != y)
        return x < y;
    return m_sets[a].row < m_sets[b].row;
}

} // namespace echelle::dialog
