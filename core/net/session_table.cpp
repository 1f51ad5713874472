#include "core/net/session_table.h"

#include "core/base/hash.h"

#include <algorithm>
#include <vector>

namespace echelle::net {

std::size_t SessionTable::KeyHash::operator()(const Key& key) const noexcept {
    std::uint64_t h = hash64(key.protocol);
    h = hash64(key.low.bytes.data(), key.low.bytes.size(), h);
    return static_cast<std::size_t>(hash64(key.high.bytes.data(), key.high.bytes.size(), h));
}

std::uint64_t SessionTable::add(const ProtocolEntry& protocol, const Endpoint& source, const Endpoint& destination,
                                Transport transport, const PacketFacts& facts, std::size_t bytes) {
    const auto [low, high] = std::minmax(source.address, destination.address);
    const Key key{protocol.name, low, high};
    auto found = m_sessions.find(key);
    if (found == m_sessions.end()) {
        if (m_sessions.size() >= kMaxSessions)
            finish();
        ConnectionFacts begun;
        begun.number = m_nextNumber++;
        begun.protocol = protocol.name;
        // The server is who uses the protocol's own port; between two of them, who is seen to speak first is the
        // client.
        const bool isFromServer = source.port == protocol.port && destination.port != protocol.port;
        begun.client = isFromServer ? destination : source;
        begun.server = isFromServer ? source : destination;
        begun.transport = transport;
        begun.start = facts.time;
        begun.firstFrame = facts.frame;
        found = m_sessions.emplace(key, std::move(begun)).first;
    }
    ConnectionFacts& session = found->second;
    session.end = facts.time;
    session.lastFrame = facts.frame;
    ++session.packets;
    const bool isFromClient = source.address == session.client.address &&
                              (source.address != destination.address || source.port == session.client.port);
    (isFromClient ? session.bytesFromClient : session.bytesFromServer) += bytes;
    return session.number;
}

void SessionTable::finish() {
    std::vector<ConnectionFacts> all;
    all.reserve(m_sessions.size());
    for (auto& [key, facts] : m_sessions)
        all.push_back(std::move(facts));
    m_sessions.clear();
    std::sort(all.begin(), all.end(), [](const ConnectionFacts& a, const ConnectionFacts& b) {
        return a.firstFrame != b.firstFrame ? a.firstFrame < b.firstFrame : a.protocol < b.protocol;
    });
    for (const ConnectionFacts& facts : all)
        m_sink.onConnection(facts);
}

} // namespace echelle::net
