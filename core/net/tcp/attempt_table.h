#pragma once

#include "core/net/payload.h"
#include "core/net/tcp/lifecycle.h"

#include <map>
#include <set>
#include <tuple>
#include <vector>

namespace echelle::net {

// Attempts to connect that failed. An element that cannot connect tries again and again: attempts of one client at one
// server that fail alike, none later than 5 min after the one before, become one connection row with their count and
// the packets of the first few and of the last. What matters is told at the end, when it is known where SIP was spoken:
// attempts at other services are dropped, and a client that tries many servers without success is a scan and one folded
// row.
class AttemptTable {
public:
    static constexpr std::size_t kMaxRuns = 8192; // beyond it all are given out and counted anew
    static constexpr std::size_t kScanTargets = 16;

    explicit AttemptTable(PayloadSink& sink) : m_sink(sink) {}

    // facts: of one attempt, its facts among them; events: its packets.
    void add(ConnectionFacts facts, Lifecycle::Ending ending, std::vector<PacketRecord> events);
    // SIP was read on a connection to this server, or TLS that is taken for SIP.
    void noteServer(const Endpoint& server);
    void finish(); // gives out what matters, by first frame

private:
    struct Run {
        ConnectionFacts facts; // of the first attempt, but for its end and counts
        Arguments lastFacts;
        std::uint64_t attempts = 0;
        std::vector<PacketRecord> events;
        std::vector<PacketRecord> lastEvents;
    };
    using Key = std::tuple<IpAddress, Endpoint, Lifecycle::Ending>;

    [[nodiscard]] bool isSignalling(const ConnectionFacts& facts) const;
    void give(Run& run);
    void giveScan(std::vector<Run*>& runs, std::size_t targets);

    PayloadSink& m_sink;
    std::map<Key, std::vector<Run>> m_runs; // of each key the last is still open
    std::size_t m_count = 0;
    std::set<Endpoint> m_servers;
};

} // namespace echelle::net
