#pragma once

#include "core/net/traffic_log.h"

#include <string>
#include <vector>

namespace echelle::net {

// HEP version 3 over TCP: packets one behind the other, each with its length. Hands out the SIP in them as those in
// datagrams are. After a hole, or where no packet begins, the next magic is looked for.
class HepStream {
public:
    explicit HepStream(TrafficLog& log) : m_log(log) {} // log outlives it

    void read(ByteView bytes, const PacketFacts& facts);
    void onHole(const PacketFacts& facts);
    void giveUpRest(); // no more bytes will come

    [[nodiscard]] std::size_t heldMemory() const { return m_buffer.size(); } // at most one packet of 64 KiB

private:
    void resynchronise();

    TrafficLog& m_log;
    std::string m_buffer; // the beginning of a packet
    PacketFacts m_last;   // of the latest segment
    std::uint64_t m_firstFrame = 0;
    bool m_isLost = false;
};

} // namespace echelle::net
