#pragma once

#include "core/base/ids.h"
#include "core/net/packet_event.h"

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace echelle::rules {

// What the rules read of a packet event.
struct PacketEventFacts {
    EventId id;
    SourceId source;
    std::string kind; // net::packet_kind
    std::uint64_t frame = 0;
    Timestamp time;
    net::Flow flow;
    std::uint64_t connection = 0;
    Arguments summary;
};

// The packet events of a case, found by connection or by the pair of endpoints they went between.
class PacketEvents {
public:
    using List = std::vector<const PacketEventFacts*>; // in the order they came; valid as long as the object

    void add(EventId id, SourceId source, const net::PacketRecord& record);
    [[nodiscard]] bool isEmpty() const { return m_all.empty(); }
    // number: PacketEvent::connection; none for 0.
    [[nodiscard]] const List& ofConnection(SourceId source, std::uint64_t number) const;
    // In either direction, in all sources.
    [[nodiscard]] const List& between(const Endpoint& a, const Endpoint& b) const;
    // SYNs that came from that address.
    [[nodiscard]] const List& opened(const IpAddress& by) const;
    // ICMP errors about packets from one endpoint to the other.
    [[nodiscard]] const List& about(const Endpoint& from, const Endpoint& to) const;
    // nullptr where the id is of no packet. Ids were added in order.
    [[nodiscard]] const PacketEventFacts* find(EventId id) const;

private:
    std::deque<PacketEventFacts> m_all;
    std::map<std::pair<SourceId, std::uint64_t>, List> m_byConnection;
    std::map<IpAddress, List> m_byOpener;
    std::map<std::pair<Endpoint, Endpoint>, List> m_byPair;   // the lower first
    std::map<std::pair<Endpoint, Endpoint>, List> m_byQuoted; // in the direction of the quoted packet
};

} // namespace echelle::rules
