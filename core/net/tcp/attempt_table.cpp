#include "core/net/tcp/attempt_table.h"

#include "core/net/protocol/sip_port.h"
#include "core/sip/teams_direct_routing.h"

#include <algorithm>
#include <utility>

namespace echelle::net {
namespace {

constexpr Duration kLongestPause = Duration::seconds(300);
constexpr std::size_t kFirstEvents = 24; // of a run
constexpr std::size_t kMaxServers = 65'536;
constexpr std::uint64_t kScanAttempts = 3; // a scanner asks each target that often at most
constexpr std::uint16_t kH225Port = 1720;

bool isLater(Timestamp end, Timestamp begin) {
    std::int64_t pause = 0;
    return end.isValid() && begin.isValid() && !__builtin_sub_overflow(begin.ns, end.ns, &pause) &&
           pause > kLongestPause.ns;
}

} // namespace

void AttemptTable::add(ConnectionFacts facts, Lifecycle::Ending ending, std::vector<PacketRecord> events) {
    if (m_count >= kMaxRuns)
        finish();
    std::vector<Run>& runs = m_runs[{facts.client.address, facts.server, ending}];
    if (runs.empty() || isLater(runs.back().facts.end, facts.start)) {
        runs.emplace_back().facts = std::move(facts);
        runs.back().attempts = 1;
        runs.back().lastFacts = std::exchange(runs.back().facts.facts, {});
        runs.back().events = std::move(events);
        ++m_count;
        return;
    }
    Run& run = runs.back();
    ++run.attempts;
    run.facts.end = facts.end;
    run.facts.lastFrame = facts.lastFrame;
    run.facts.packets += facts.packets;
    run.lastFacts = std::move(facts.facts);
    for (PacketRecord& event : events)
        event.connection = run.facts.number;
    if (run.events.size() + events.size() <= kFirstEvents)
        std::move(events.begin(), events.end(), std::back_inserter(run.events));
    else
        run.lastEvents = std::move(events);
}

void AttemptTable::noteServer(const Endpoint& server) {
    if (m_servers.size() < kMaxServers)
        m_servers.insert(server);
}

bool AttemptTable::isSignalling(const ConnectionFacts& facts) const {
    const std::uint16_t port = facts.server.port;
    if (isSipPort(port) || port == kH225Port || m_servers.count(facts.server) > 0)
        return true;
    const bool isWeb = port == 80 || port == 443;
    return !isWeb && (sip::isTeamsAddress(facts.client.address) || sip::isTeamsAddress(facts.server.address));
}

void AttemptTable::finish() {
    std::map<IpAddress, std::vector<Run*>> byClient;
    for (auto& [key, runs] : m_runs)
        for (Run& run : runs)
            byClient[std::get<IpAddress>(key)].push_back(&run);
    struct Row {
        std::vector<Run*> runs; // by first frame; several: a scan
        std::size_t targets = 1;
    };
    std::vector<Row> rows;
    for (auto& [client, runs] : byClient) {
        std::set<Endpoint> targets;
        std::uint64_t attempts = 0;
        for (const Run* run : runs) {
            targets.insert(run->facts.server);
            attempts += run->attempts;
        }
        const bool isScan = targets.size() >= kScanTargets && attempts <= kScanAttempts * targets.size();
        std::erase_if(runs, [this](const Run* run) { return !isSignalling(run->facts); });
        if (isScan && !runs.empty())
            rows.push_back({std::move(runs), targets.size()});
        else
            for (Run* run : runs)
                rows.push_back({{run}, 1});
    }
    const auto isEarlier = [](const Run* a, const Run* b) { return a->facts.firstFrame < b->facts.firstFrame; };
    for (Row& row : rows)
        std::sort(row.runs.begin(), row.runs.end(), isEarlier);
    std::sort(rows.begin(), rows.end(),
              [&](const Row& a, const Row& b) { return isEarlier(a.runs.front(), b.runs.front()); });
    for (Row& row : rows)
        row.targets == 1 ? give(*row.runs.front()) : giveScan(row.runs, row.targets);
    m_runs.clear();
    m_count = 0;
}

void AttemptTable::give(Run& run) {
    std::move(run.lastEvents.begin(), run.lastEvents.end(), std::back_inserter(run.events));
    for (const PacketRecord& r : run.events) {
        PacketEvent event;
        event.kind = r.kind;
        event.facts.frame = r.frame;
        event.facts.time = r.time;
        event.flow = r.flow;
        event.connection = run.facts.number;
        event.summary = r.summary;
        event.bytes = asBytes(r.bytes);
        m_sink.onPacketEvent(event);
    }
    run.facts.facts = std::move(run.lastFacts);
    run.facts.facts.push_back({"attempts", std::to_string(run.attempts)});
    m_sink.onConnection(run.facts);
}

// One row stands for all: that of the first, with the count of what was tried.
void AttemptTable::giveScan(std::vector<Run*>& runs, std::size_t targets) {
    Run& first = *runs.front();
    for (const Run* run : runs) {
        if (run == &first)
            continue;
        first.attempts += run->attempts;
        first.facts.packets += run->facts.packets;
        first.facts.end = std::max(first.facts.end, run->facts.end);
        first.facts.lastFrame = std::max(first.facts.lastFrame, run->facts.lastFrame);
    }
    first.lastFacts.push_back({"scan_targets", std::to_string(targets)});
    give(first);
}

} // namespace echelle::net
