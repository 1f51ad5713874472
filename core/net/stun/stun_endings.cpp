#include "core/net/protocol/teams_network.h"
#include "core/net/stun/stun_table.h"

#include <algorithm>

namespace echelle::net {

namespace {
constexpr Duration kWindow = Duration::seconds(30);

bool isWithin(Timestamp time, Timestamp from, Timestamp to) {
    return time.isValid() && from.isValid() && to.isValid() && time >= from && time <= to;
}

// Relays that ask for more than one address are reached under each of them: the same host, or both Microsoft's.
bool isSameService(const IpAddress& a, const IpAddress& b) {
    return a == b || (isTeamsSignalling(a) && isTeamsSignalling(b));
}

// Where servers listen: RFC 8489 section 18.6, Microsoft's relays, and what others use. Phones send Binding requests to
// the media port of their peer too, to open their NAT, and expect no answer.
bool isServerPort(std::uint16_t port) {
    return (port >= 3478 && port <= 3481) || port == 5349 || (port >= 19302 && port <= 19309);
}

bool isRelayPort(std::uint16_t port) {
    return port >= 3478 && port <= 3481;
}
} // namespace

// The client went on over TCP port 443 to the service that did not answer over UDP (verdicts.md "Media").
const StunTable::Opened* StunTable::wayAround(const Dealing& d) const {
    if (d.flow.transport != Transport::Udp || !isRelayPort(d.flow.destination.port))
        return nullptr;
    const auto found = std::find_if(m_opened.begin(), m_opened.end(), [&d](const Opened& o) {
        return o.client == d.flow.source.address && isSameService(o.server.address, d.flow.destination.address) &&
               isWithin(o.time, d.start, d.end + kWindow);
    });
    return found == m_opened.end() ? nullptr : &*found;
}

void StunTable::giveServer(const Dealing& d) {
    if (d.requests == 0)
        return;
    const auto known = m_luck.find(d.flow.source.address);
    const Luck luck = known == m_luck.end() ? Luck{} : known->second;
    Arguments facts;
    if (!d.isAnswered()) {
        if (!d.isTurn && !isServerPort(d.flow.destination.port))
            return;
        // Another server answered: the client has what it asked for.
        if (d.isTurn ? luck.isTurnAnswered : luck.isStunAnswered || luck.isTurnAnswered)
            return;
        facts.push_back({"ending", "no-answer"});
        if (const Opened* around = wayAround(d))
            facts.push_back({"around", around->server.toString()});
    } else if (d.refusals > 0 && luck.lastAllocated < d.lastRefusal && d.successes == 0) {
        facts.push_back({"ending", "unauthorized"});
        facts.push_back({"error", std::to_string(d.lastError) + " " + d.lastReason});
        facts.push_back({"refusals", std::to_string(d.refusals)});
        facts.push_back({"realm", d.realm});
    } else {
        return;
    }
    give(d, d.isTurn ? "TURN" : "STUN", std::move(facts));
}

// Media that flows, or a relay that is reached another way, has a candidate that works.
bool StunTable::hasOtherWay(const Dealing& d) const {
    if (!d.start.isValid() || !d.end.isValid())
        return true; // without a clock it cannot be told
    const Timestamp end = d.end + kWindow;
    for (const auto& [from, to] : d.pairs) {
        if (m_streams.hasMedia(from.address, d.start, end) || m_streams.hasMedia(to.address, d.start, end))
            return true;
        const auto isOpenedBy = [&](const Opened& o) {
            return (o.client == from.address || o.client == to.address) && isWithin(o.time, d.start, end);
        };
        if (std::any_of(m_opened.begin(), m_opened.end(), isOpenedBy))
            return true;
    }
    return false;
}

void StunTable::giveChecks(const Dealing& d) {
    if (d.requests == 0 || d.successes > 0 || hasOtherWay(d))
        return;
    Arguments facts{{"ending", "failed"}, {"pairs", std::to_string(d.pairs.size())}};
    if (d.errors > 0)
        facts.push_back({"error", std::to_string(d.lastError) + " " + d.lastReason});
    give(d, "ICE", std::move(facts));
}

void StunTable::give(const Dealing& d, std::string_view protocol, Arguments facts) {
    const std::uint64_t number = m_nextNumber++;
    for (const PacketRecord& r : d.events) {
        PacketEvent event;
        event.kind = r.kind;
        event.facts.frame = r.frame;
        event.facts.time = r.time;
        event.flow = r.flow;
        event.connection = number;
        event.summary = r.summary;
        event.bytes = asBytes(r.bytes);
        m_sink.onPacketEvent(event);
    }
    ConnectionFacts row;
    row.number = number;
    row.protocol = protocol;
    row.client = d.flow.source;
    row.server = d.flow.destination;
    row.transport = d.flow.transport;
    row.start = d.start;
    row.end = d.end;
    row.firstFrame = d.firstFrame;
    row.lastFrame = d.lastFrame;
    row.packets = d.packets;
    facts.push_back({"requests", std::to_string(d.requests)});
    facts.push_back({"sends", std::to_string(d.sends)});
    row.facts = std::move(facts);
    m_sink.onConnection(row);
}

} // namespace echelle::net
