#include "core/net/traffic_log.h"

#include <algorithm>

namespace echelle::net {
namespace {

// Host of a request's Request-URI where it is a name (RFC 3261 section 25.1), without reading the message: this runs
// for every one.
std::string_view requestHost(std::string_view message) {
    const std::size_t begin = message.find(' ');
    if (begin == std::string_view::npos || begin == 0 || message.starts_with("SIP/"))
        return {};
    std::string_view uri =
        message.substr(begin + 1, std::min<std::size_t>(message.find(' ', begin + 1), 512) - begin - 1);
    const std::size_t scheme = uri.find(':');
    if (scheme == std::string_view::npos)
        return {};
    uri.remove_prefix(scheme + 1);
    uri = uri.substr(0, uri.find_first_of(";?"));
    if (const std::size_t at = uri.rfind('@'); at != std::string_view::npos)
        uri.remove_prefix(at + 1);
    const std::string_view host = uri.substr(0, uri.find(':'));
    const std::string_view top = host.substr(host.rfind('.') + 1);
    const bool isName = host.find('.') != std::string_view::npos && !top.empty() && (top[0] < '0' || top[0] > '9');
    return isName && !host.starts_with('[') ? host : std::string_view();
}

} // namespace

void TrafficLog::sip(const SipPayload& payload) {
    if (const std::string_view host = requestHost(asText(payload.bytes)); !host.empty())
        m_lookups.noteHost(host);
    if (!m_lookups.isEmpty()) {
        m_lookups.notePeer(payload.source.address);
        m_lookups.notePeer(payload.destination.address);
    }
    m_sink.onSip(payload);
}

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
    m_attempts.finish();
    m_lookups.finish();
    m_stun.finish(); // asks the streams
    m_streams.finish();
    for (std::size_t i = 0; i < m_skipped.size(); ++i) {
        if (m_skipped[i] > 0)
            m_log.skip(describe(static_cast<Protocol>(i)).name, m_skipped[i]);
        m_skipped[i] = 0;
    }
}

} // namespace echelle::net
