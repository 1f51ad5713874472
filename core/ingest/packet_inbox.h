#pragma once

#include "core/base/ids.h"
#include "core/net/packet_event.h"

#include <algorithm>
#include <deque>
#include <utility>
#include <vector>

namespace echelle::ingest {

// A packet event of one input.
struct SourcedPacket {
    SourceId source;
    net::PacketRecord record;
};

// Where readers leave packet events until the pipeline takes them, each before the first record that is later: so ids
// are given in the order of time, and the rules of a call know what happened to its connection. They come in file
// order, but for those of connections that become rows, which come when that is known.
class PacketInbox {
public:
    void put(SourceId source, net::PacketRecord&& record) {
        auto found =
            std::find_if(m_queues.begin(), m_queues.end(), [source](const Queue& q) { return q.source == source; });
        if (found == m_queues.end())
            found = m_queues.insert(m_queues.end(), {source, {}});
        found->records.push_back(std::move(record));
        ++m_size;
    }
    // Of inputs whose times run back: brings what is there into the order of time.
    void sort() {
        for (Queue& q : m_queues)
            std::stable_sort(q.records.begin(), q.records.end(),
                             [](const net::PacketRecord& a, const net::PacketRecord& b) { return a.time < b.time; });
    }
    // Adds what is not later than that time, and what has no time.
    void take(Timestamp upTo, std::vector<SourcedPacket>& into) {
        if (m_size == 0)
            return;
        for (Queue& q : m_queues)
            while (!q.records.empty() && q.records.front().time <= upTo) { // an invalid time is less than any
                into.push_back({q.source, std::move(q.records.front())});
                q.records.pop_front();
                --m_size;
            }
    }

private:
    struct Queue {
        SourceId source;
        std::deque<net::PacketRecord> records;
    };
    std::vector<Queue> m_queues;
    std::size_t m_size = 0;
};

} // namespace echelle::ingest
