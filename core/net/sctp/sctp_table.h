#pragma once

#include "core/net/sctp/sctp_direction.h"

#include <list>
#include <unordered_map>

namespace echelle::net {

// Both directions of all SCTP associations seen (RFC 9260). An association is known by its ports and verification tag
// alone, since it may use several addresses of its hosts. Bounded (model.md "Bounds"): 1 MiB of fragments held per
// direction, 16 MiB and 4,096 directions in all; the least recently used leaves first, and is counted.
class SctpTable {
public:
    static constexpr std::size_t kMaxHeldPerDirection = std::size_t{1} << 20;
    static constexpr std::size_t kMaxHeld = std::size_t{16} << 20;
    static constexpr std::size_t kMaxDirections = 4096;

    explicit SctpTable(TrafficLog& log) : m_log(log) {}
    // packet: an SCTP packet of which `missing` bytes were not captured, sent between the addresses of `flow`.
    void add(ByteView packet, std::size_t missing, Flow flow, const PacketFacts& facts, std::uint64_t firstFrame);
    void finish();

private:
    struct Entry {
        std::uint64_t key;
        SctpDirection direction;
    };
    using Entries = std::list<Entry>; // least recently used first

    SctpDirection& directionOf(const SctpHeader& header);
    void evict(Entries::iterator entry, std::string_view detail);

    TrafficLog& m_log;
    Entries m_entries;
    std::unordered_map<std::uint64_t, Entries::iterator> m_byKey;
    std::size_t m_held = 0;
};

} // namespace echelle::net
