#include "core/rules/packet_events.h"

#include <algorithm>

namespace echelle::rules {

namespace {
const PacketEvents::List kNone;
}

void PacketEvents::add(EventId id, SourceId source, const net::PacketRecord& record) {
    const PacketEventFacts& added = m_all.emplace_back(PacketEventFacts{
        id, source, record.kind, record.frame, record.time, record.flow, record.connection, record.summary});
    if (record.connection != 0)
        m_byConnection[{source, record.connection}].push_back(&added);
    m_byPair[std::minmax(record.flow.source, record.flow.destination)].push_back(&added);
}

const PacketEvents::List& PacketEvents::ofConnection(SourceId source, std::uint64_t number) const {
    const auto found = m_byConnection.find({source, number});
    return number == 0 || found == m_byConnection.end() ? kNone : found->second;
}

const PacketEvents::List& PacketEvents::between(const Endpoint& a, const Endpoint& b) const {
    const auto found = m_byPair.find(std::minmax(a, b));
    return found == m_byPair.end() ? kNone : found->second;
}

} // namespace echelle::rules
