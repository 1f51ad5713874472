#include "core/net/tcp/connection_table.h"

#include "core/base/hash.h"

#include <algorithm>
#include <vector>

namespace echelle::net {

namespace {
constexpr std::uint16_t kHttpsPort = 443;
}

std::size_t ConnectionTable::KeyHash::operator()(const Key& key) const noexcept {
    const EndpointHash hash;
    return static_cast<std::size_t>(hash64("", 0, hash(key.low) * 31 + hash(key.high)));
}

ConnectionTable::Entry& ConnectionTable::entryFor(const TcpSegment& segment, const Flow& flow) {
    const auto [low, high] = std::minmax(flow.source, flow.destination);
    const Key key{low, high};
    const auto found = m_byKey.find(key);
    if (found != m_byKey.end()) {
        if (!found->second->connection.isReplacedBy(segment, flow.source)) {
            m_entries.splice(m_entries.end(), m_entries, found->second);
            return *found->second;
        }
        remove(found->second);
    }
    m_entries.emplace_back(key, ++m_count, flow, m_log, m_keys);
    m_byKey.emplace(key, std::prev(m_entries.end()));
    return m_entries.back();
}

void ConnectionTable::add(const TcpSegment& segment, const Flow& flow, const PacketFacts& facts) {
    Entry& entry = entryFor(segment, flow);
    entry.connection.add(segment, flow.source, facts);
    if (flow.source.port == kHttpsPort && segment.isSyn && segment.isAck)
        m_log.stun().noteOpened(flow.destination, flow.source, facts.time);
    const std::size_t held = entry.connection.heldMemory();
    m_held = m_held - entry.held + held;
    entry.held = held;
    if (m_held > kMaxHeldBytes || m_entries.size() > kMaxConnections)
        evict();
}

bool ConnectionTable::addIcmp(const IcmpError& error, const IpAddress& sender, const PacketFacts& facts,
                              ByteView bytes) {
    const auto [low, high] = std::minmax(error.quoted.source, error.quoted.destination);
    const auto found = m_byKey.find(Key{low, high});
    if (found == m_byKey.end())
        return false;
    found->second->connection.addIcmp(error, sender, facts, bytes);
    return true;
}

void ConnectionTable::remove(Entries::iterator entry) {
    entry->connection.finish();
    m_held -= entry->held;
    m_byKey.erase(entry->key);
    m_entries.erase(entry);
}

void ConnectionTable::evict() {
    while (m_entries.size() > 1 && (m_held > kMaxHeldBytes || m_entries.size() > kMaxConnections)) {
        const auto oldest = m_entries.begin();
        if (oldest->held > 0)
            m_log.odd(diag::kTcpEvicted, oldest->connection.lastFrame());
        remove(oldest);
    }
}

void ConnectionTable::finish() {
    std::vector<Entries::iterator> all;
    all.reserve(m_entries.size());
    for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry)
        all.push_back(entry);
    std::sort(all.begin(), all.end(),
              [](Entries::iterator a, Entries::iterator b) { return a->connection.number() < b->connection.number(); });
    for (const Entries::iterator entry : all)
        remove(entry);
}

} // namespace echelle::net
