#include "core/net/sctp/sctp_table.h"

namespace echelle::net {

SctpDirection& SctpTable::directionOf(const SctpHeader& header) {
    const std::uint64_t key = std::uint64_t{header.verificationTag} << 32 |
                              static_cast<std::uint64_t>(header.sourcePort) << 16 | header.destinationPort;
    const auto known = m_byKey.find(key);
    if (known != m_byKey.end()) {
        m_entries.splice(m_entries.end(), m_entries, known->second);
        return known->second->direction;
    }
    if (m_entries.size() >= kMaxDirections)
        evict(m_entries.begin(), "evicted");
    const auto entry = m_entries.insert(m_entries.end(), Entry{key, SctpDirection(m_log)});
    m_byKey.emplace(key, entry);
    return entry->direction;
}

void SctpTable::evict(Entries::iterator entry, std::string_view detail) {
    m_held -= entry->direction.heldMemory();
    entry->direction.giveUp(detail);
    m_byKey.erase(entry->key);
    m_entries.erase(entry);
}

void SctpTable::add(ByteView packet, std::size_t missing, Flow flow, const PacketFacts& facts,
                    std::uint64_t firstFrame) {
    const std::optional<SctpHeader> header = readSctpHeader(packet);
    if (!header) {
        m_log.odd(missing > 0 ? diag::kLinkTruncated : diag::kTransportMalformed, facts.frame, "sctp");
        return;
    }
    flow.source.port = header->sourcePort;
    flow.destination.port = header->destinationPort;
    flow.transport = Transport::Sctp;
    SctpDirection& direction = directionOf(*header);
    const std::size_t heldBefore = direction.heldMemory();
    SctpChunkReader chunks(packet, missing);
    bool hasData = false;
    while (const std::optional<SctpChunk> chunk = chunks.next()) {
        if (const std::optional<SctpData> data = readSctpData(*chunk)) {
            direction.add(*data, flow, facts, firstFrame);
            hasData = true;
        }
    }
    if (chunks.isMalformed())
        m_log.odd(diag::kTransportMalformed, facts.frame, "sctp");
    else if (!hasData)
        m_log.skip("sctp-control");
    if (direction.heldMemory() > kMaxHeldPerDirection)
        direction.giveUp("evicted");
    m_held += direction.heldMemory();
    m_held -= heldBefore;
    while (m_held > kMaxHeld)
        evict(m_entries.begin(), "evicted");
}

void SctpTable::finish() {
    while (!m_entries.empty())
        evict(m_entries.begin(), "");
}

} // namespace echelle::net
