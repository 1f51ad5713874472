#pragma once

#include "core/net/tcp/tcp_connection.h"

#include <list>
#include <unordered_map>

namespace echelle::net {

// All TCP connections of a capture. What they hold for reassembly is bounded to 64 MiB in all (model.md "Bounds") and
// their number to kMaxConnections: the one that was silent longest is given up first.
class ConnectionTable {
public:
    static constexpr std::size_t kMaxHeldBytes = std::size_t{64} << 20;
    static constexpr std::size_t kMaxConnections = 32'768;

    // log and keys outlive it.
    ConnectionTable(TrafficLog& log, tls::KeyStore& keys) : m_log(log), m_keys(keys) {}

    void add(const TcpSegment& segment, const Flow& flow, const PacketFacts& facts);
    // An ICMP error about a segment. False where its connection was not seen.
    bool addIcmp(const IcmpError& error, const IpAddress& sender, const PacketFacts& facts, ByteView bytes);
    void finish();

private:
    struct Key {
        Endpoint low;
        Endpoint high;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const noexcept;
    };
    struct Entry {
        Key key;
        TcpConnection connection;
        std::size_t held = 0; // as counted in m_held
        Entry(const Key& k, std::uint64_t number, const Flow& flow, TrafficLog& log, tls::KeyStore& keys)
            : key(k), connection(number, flow, log, keys) {}
    };
    using Entries = std::list<Entry>; // silent longest first

    Entry& entryFor(const TcpSegment& segment, const Flow& flow);
    void remove(Entries::iterator entry);
    void evict();

    TrafficLog& m_log;
    tls::KeyStore& m_keys;
    Entries m_entries;
    std::unordered_map<Key, Entries::iterator, KeyHash> m_byKey;
    std::uint64_t m_count = 0; // connections ever seen
    std::size_t m_held = 0;
};

} // namespace echelle::net
