#pragma once

#include "core/net/icmp.h"
#include "core/net/transport/tcp_segment.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::net {

class TrafficLog;

// How a TCP connection began and ended, read off its control segments (RFC 9293 sections 3.5 and 3.6) and off who sent
// anything at all. Keeps the few of them that a ladder shows. Directions are those of TcpConnection.
class Lifecycle {
public:
    enum class Ending : std::uint8_t {
        Open,        // neither FIN nor RST was seen
        Refused,     // RST in answer to the SYN
        Unanswered,  // nothing in answer to the SYN
        HalfOpen,    // the SYN was answered, and the client never took it up
        Unreachable, // an ICMP error in answer to the SYN
        Reset,       // RST in an established connection that no FIN had begun to close
        Closed       // FIN, or RST after it or after what closes TLS
    };

    void add(const TcpSegment& segment, std::size_t index, const PacketFacts& facts);
    // sender: of the ICMP error; bytes: from the ICMP header on.
    void add(const IcmpError& error, const IpAddress& sender, const PacketFacts& facts, ByteView bytes);

    [[nodiscard]] Ending ending() const;
    // Of an attempt that did not get as far as a connection.
    [[nodiscard]] bool isFailedAttempt() const;
    // Opened and closed again without a byte in between: a load balancer asks like this whether a port is open.
    [[nodiscard]] bool isProbe() const;
    [[nodiscard]] bool isSynSeen() const { return m_client.has_value(); }
    [[nodiscard]] std::optional<std::size_t> client() const { return m_client; } // direction of the SYN

    // What the rules read (ConnectionFacts::facts). client: direction of the side that connected.
    [[nodiscard]] Arguments facts(std::size_t client) const;
    // Gives out, or takes, the events that were not given out yet. flows: of both directions.
    void give(const std::array<const Flow*, 2>& flows, std::uint64_t connection, TrafficLog& log);
    [[nodiscard]] std::vector<PacketRecord> take(const std::array<const Flow*, 2>& flows, std::uint64_t connection);

private:
    struct Kept {
        std::string_view kind;
        PacketFacts facts;
        std::size_t index = 0; // direction; kIcmp: from the ICMP sender to the client
        Arguments summary;
        std::string bytes;
        bool isGiven = false;
    };
    static constexpr std::size_t kIcmp = 2;

    void addSyn(const TcpSegment& segment, std::size_t index, const PacketFacts& facts);
    void addReset(const TcpSegment& segment, std::size_t index, const PacketFacts& facts);
    void keep(Kept kept);
    [[nodiscard]] PacketEvent eventOf(const Kept& kept, const std::array<const Flow*, 2>& flows,
                                      std::uint64_t connection) const;
    [[nodiscard]] bool isEstablished() const;

    std::vector<Kept> m_kept;
    std::optional<std::size_t> m_client;
    std::optional<IcmpError> m_icmp; // the first, or the first that says that the server cannot be had
    IpAddress m_icmpSender;
    PacketFacts m_lastSyn;
    Timestamp m_firstSyn;
    Timestamp m_lastPayload;
    Duration m_idle; // between the last payload and the reset
    std::uint32_t m_syns = 0;
    std::uint32_t m_synAcks = 0;
    std::array<std::uint32_t, 2> m_payloads{}; // segments, keep-alives not among them
    std::array<bool, 2> m_hasSpoken{};         // sent a segment that is neither SYN nor RST
    std::array<bool, 2> m_hasFin{};
    std::array<bool, 2> m_isClosing{};  // its last payload ends a TLS connection
    std::optional<std::size_t> m_reset; // direction of the first that counts
    bool m_isResetAfterFin = false;
    bool m_isResetOfSyn = false;
};

// "refused", "unanswered" ...: the value of the fact "ending".
[[nodiscard]] std::string_view toString(Lifecycle::Ending ending);

} // namespace echelle::net
