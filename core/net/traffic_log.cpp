#include "core/net/traffic_log.h"

namespace echelle::net {

std::uint64_t TrafficLog::other(Protocol protocol, const Flow& flow, const PacketFacts& facts, std::size_t bytes) {
    const ProtocolEntry& entry = describe(protocol);
    switch (entry.treatment) {
    case Treatment::Skip:
        skip(protocol);
        break;
    case Treatment::Tunnel:
        odd(diag::kTunnelUnsupported, facts.frame, entry.name);
        break;
    case Treatment::Unread:
        odd(diag::kProtocolUnread, facts.frame, entry.name);
        return m_sessions.add(entry, flow.source, flow.destination, flow.transport, facts, bytes);
    }
    return 0;
}

void TrafficLog::finish() {
    m_sessions.finish();
    for (std::size_t i = 0; i < m_skipped.size(); ++i) {
        if (m_skipped[i] > 0)
            m_log.skip(describe(static_cast<Protocol>(i)).name, m_skipped[i]);
        m_skipped[i] = 0;
    }
}

} // namespace echelle::net
