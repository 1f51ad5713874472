#pragma once

#include "core/net/rtp/stream_table.h"
#include "core/net/stun/stun_dealing.h"

#include <map>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace echelle::net {

// STUN, TURN and the connectivity checks of ICE: requests and what answered them, by transaction id. At the end it is
// known what failed: that becomes connection rows of protocol STUN, TURN or ICE, with their packets; all that worked is
// only counted. The fact "ending" of a row is "no-answer", "unauthorized" or "failed" (of ICE).
class StunTable {
public:
    static constexpr std::size_t kMaxDealings = 4096; // beyond it all are judged and counted anew
    // ConnectionFacts::number of the rows counts from here.
    static constexpr std::uint64_t kFirstNumber = std::uint64_t{1} << 42;

    // Both outlive the table.
    StunTable(PayloadSink& sink, const StreamTable& streams) : m_sink(sink), m_streams(streams) {}

    // One datagram; returns the DATA that it carries for or from a peer of a TURN client, else nothing.
    ByteView addDatagram(ByteView payload, const Flow& flow, const PacketFacts& facts);
    // Bytes of a TCP segment that begins with a message; ChannelData between messages is passed over.
    void addStream(ByteView bytes, const Flow& flow, const PacketFacts& facts);
    [[nodiscard]] bool isEmpty() const { return m_servers.empty() && m_checks.empty(); }
    // A TCP connection to port 443 was accepted.
    void noteOpened(const Endpoint& client, const Endpoint& server, Timestamp time);
    void finish();

private:
    using Dealing = stun::Dealing;
    using ServerKey = std::tuple<IpAddress, Endpoint, Transport>; // client, server
    struct Pending {
        Dealing* dealing = nullptr;
        bool hasCredentials = false;
    };
    struct Opened {
        IpAddress client;
        Endpoint server;
        Timestamp time;
    };
    // What worked for a client, whichever server did it.
    struct Luck {
        bool isStunAnswered = false;
        bool isTurnAnswered = false;
        std::uint64_t lastAllocated = 0; // frame of the last success of TURN
    };

    void add(const stun::Message& message, ByteView bytes, const Flow& flow, const PacketFacts& facts);
    void addRequest(const stun::Message& message, ByteView bytes, const Flow& flow, const PacketFacts& facts);
    void addResponse(const stun::Message& message, ByteView bytes, const Flow& flow, const PacketFacts& facts);
    Dealing& dealingOf(const stun::Message& request, const Flow& flow);
    // stun_endings.cpp
    void giveServer(const Dealing& dealing);
    void giveChecks(const Dealing& dealing);
    [[nodiscard]] const Opened* wayAround(const Dealing& dealing) const;
    [[nodiscard]] bool hasOtherWay(const Dealing& checks) const;
    void give(const Dealing& dealing, std::string_view protocol, Arguments facts);

    PayloadSink& m_sink;
    const StreamTable& m_streams;
    std::map<ServerKey, Dealing> m_servers;
    std::map<std::uint64_t, Dealing> m_checks;                 // by the hash of both user fragments
    std::map<std::pair<Endpoint, Endpoint>, Dealing*> m_pairs; // of checks: from, to
    std::map<stun::TransactionId, Pending> m_pending;
    std::map<IpAddress, Luck> m_luck;
    std::vector<Opened> m_opened;
    std::uint64_t m_nextNumber = kFirstNumber;
};

} // namespace echelle::net
