#include "core/rules/packet_events.h"

#include "core/base/text.h"

#include <algorithm>

namespace echelle::rules {

namespace {
const PacketEvents::List kNone;

// As Endpoint::toString writes it; an invalid one for anything else.
Endpoint endpointOf(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return {};
    std::string_view host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    const auto address = IpAddress::parse(host);
    const auto port = parseUnsigned(text.substr(colon + 1));
    return address && port && *port <= 0xffff ? Endpoint{*address, static_cast<std::uint16_t>(*port), 0} : Endpoint{};
}
} // namespace

void PacketEvents::add(EventId id, SourceId source, const net::PacketRecord& record) {
    const PacketEventFacts& added = m_all.emplace_back(PacketEventFacts{
        id, source, record.kind, record.frame, record.time, record.flow, record.connection, record.summary});
    if (record.connection != 0)
        m_byConnection[{source, record.connection}].push_back(&added);
    m_byPair[std::minmax(record.flow.source, record.flow.destination)].push_back(&added);
    if (record.kind == net::packet_kind::kTcpSyn)
        m_byOpener[record.flow.source.address].push_back(&added);
    if (record.kind == net::packet_kind::kIcmpError)
        m_byQuoted[{endpointOf(net::factOf(record.summary, "quoted_from")),
                    endpointOf(net::factOf(record.summary, "quoted_to"))}]
            .push_back(&added);
}

const PacketEvents::List& PacketEvents::opened(const IpAddress& by) const {
    const auto found = m_byOpener.find(by);
    return found == m_byOpener.end() ? kNone : found->second;
}

const PacketEvents::List& PacketEvents::about(const Endpoint& from, const Endpoint& to) const {
    const auto found = m_byQuoted.find({from, to});
    return found == m_byQuoted.end() ? kNone : found->second;
}

const PacketEventFacts* PacketEvents::find(EventId id) const {
    const auto found = std::lower_bound(m_all.begin(), m_all.end(), id,
                                        [](const PacketEventFacts& p, EventId wanted) { return p.id < wanted; });
    return found == m_all.end() || found->id != id ? nullptr : &*found;
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
