#include "core/net/tcp/lifecycle.h"

#include "core/net/traffic_log.h"

#include <algorithm>
#include <utility>

namespace echelle::net {
namespace {

constexpr std::size_t kMaxKept = 16;
// SIP's keep-alives (CR LF, twice that) and TCP's (at most one byte) are no sign of life of a call.
constexpr std::uint32_t kLongestKeepAlive = 4;
// A SYN is sent again after no less than 200 ms in any stack; what comes sooner is the same one, captured twice.
constexpr Duration kLeastResend = Duration::milliseconds(100);

// 0 where either has no clock, or they lie further apart than can be told.
Duration between(Timestamp from, Timestamp to) {
    std::int64_t ns = 0;
    if (!from.isValid() || !to.isValid() || __builtin_sub_overflow(to.ns, from.ns, &ns))
        return {};
    return {ns};
}

// A TLS record that is an alert, or that is as short as an encrypted one (RFC 8446 sections 5.2 and 6.1): nearly always
// close_notify. Many a stack resets the connection behind it.
bool isTlsClose(ByteView payload) {
    constexpr std::size_t kRecordHeader = 5;
    constexpr std::size_t kLongest = kRecordHeader + 64; // CBC with a long MAC
    constexpr std::size_t kLongestOfTls13 = 24;          // alert, content type, tag
    if (payload.size() <= kRecordHeader || payload.size() > kLongest || payload[1] != 3)
        return false;
    const std::size_t length = readBe16(payload.data() + 3);
    const bool isAlert = payload[0] == 21 || (payload[0] == 23 && length <= kLongestOfTls13);
    return isAlert && length + kRecordHeader == payload.size();
}

Arguments number(std::string_view name, std::int64_t value) {
    return {{std::string(name), std::to_string(value)}};
}

} // namespace

std::string_view toString(Lifecycle::Ending ending) {
    switch (ending) {
    case Lifecycle::Ending::Open:
        return "open";
    case Lifecycle::Ending::Refused:
        return "refused";
    case Lifecycle::Ending::Unanswered:
        return "unanswered";
    case Lifecycle::Ending::HalfOpen:
        return "half-open";
    case Lifecycle::Ending::Unreachable:
        return "unreachable";
    case Lifecycle::Ending::Reset:
        return "reset";
    case Lifecycle::Ending::Closed:
        return "closed";
    }
    return "";
}

void Lifecycle::add(const TcpSegment& segment, std::size_t index, const PacketFacts& facts) {
    if (segment.isSyn) {
        addSyn(segment, index, facts);
        return;
    }
    if (segment.isReset) {
        addReset(segment, index, facts);
        return;
    }
    m_hasSpoken[index] = true;
    if (segment.size() > kLongestKeepAlive) {
        ++m_payloads[index];
        m_lastPayload = facts.time;
        m_isClosing[index] = isTlsClose(segment.payload);
    }
    if (segment.isFin && !m_hasFin[index]) {
        m_hasFin[index] = true;
        keep({packet_kind::kTcpFin, facts, index, {}, std::string(asText(segment.header)), false});
    }
}

void Lifecycle::addSyn(const TcpSegment& segment, std::size_t index, const PacketFacts& facts) {
    if (!m_client)
        m_client = segment.isAck ? 1 - index : index;
    if (segment.isAck) {
        ++m_synAcks;
        if (m_synAcks == 1)
            keep({packet_kind::kTcpSynAck, facts, index, {}, std::string(asText(segment.header)), false});
        return;
    }
    if (m_syns > 0 && facts.time.isValid() && between(m_lastSyn.time, facts.time) < kLeastResend)
        return;
    ++m_syns;
    m_lastSyn = facts;
    if (m_syns == 1)
        m_firstSyn = facts.time;
    keep({packet_kind::kTcpSyn, facts, index, m_syns == 1 ? Arguments{} : number("try", m_syns),
          std::string(asText(segment.header)), false});
}

// Only the first reset says anything: those that follow answer segments that were under way.
void Lifecycle::addReset(const TcpSegment& segment, std::size_t index, const PacketFacts& facts) {
    const bool isOfSyn = m_client && index != *m_client && m_synAcks == 0 && !m_hasSpoken[index];
    if (m_reset && !isOfSyn)
        return;
    m_reset = index;
    m_isResetOfSyn = isOfSyn;
    m_isResetAfterFin = m_hasFin[0] || m_hasFin[1] || m_isClosing[0] || m_isClosing[1];
    m_idle = between(m_lastPayload, facts.time);
    const bool isIdleTold = !isOfSyn && m_lastPayload.isValid();
    keep({packet_kind::kTcpReset, facts, index, isIdleTold ? number("idle_ms", m_idle.ns / 1'000'000) : Arguments{},
          std::string(asText(segment.header)), false});
}

void Lifecycle::add(const IcmpError& error, const IpAddress& sender, const PacketFacts& facts, ByteView bytes) {
    if (!m_icmp || (error.isUnreachable && !m_icmp->isUnreachable)) {
        m_icmp = error;
        m_icmpSender = sender;
    }
    keep({packet_kind::kIcmpError, facts, kIcmp, summaryOf(error),
          std::string(asText(bytes.first(std::min(bytes.size(), kMaxPacketBytes)))), false});
}

// A list that is full keeps its beginning and its last.
void Lifecycle::keep(Kept kept) {
    if (m_kept.size() < kMaxKept)
        m_kept.push_back(std::move(kept));
    else if (!m_kept.back().isGiven)
        m_kept.back() = std::move(kept);
}

bool Lifecycle::isEstablished() const {
    if (!m_client)
        return m_hasSpoken[0] || m_hasSpoken[1]; // was there before the capture began
    return m_hasSpoken[*m_client];
}

Lifecycle::Ending Lifecycle::ending() const {
    if (m_reset && m_isResetOfSyn)
        return Ending::Refused;
    if (!isEstablished()) {
        if (m_client && m_icmp && m_icmp->isUnreachable && m_synAcks == 0)
            return Ending::Unreachable;
        // A client that resets what it was offered was only asking.
        if (m_reset)
            return Ending::Closed;
        return !m_client ? Ending::Open : m_synAcks > 0 ? Ending::HalfOpen : Ending::Unanswered;
    }
    if (m_reset)
        return m_isResetAfterFin ? Ending::Closed : Ending::Reset;
    return m_hasFin[0] || m_hasFin[1] ? Ending::Closed : Ending::Open;
}

bool Lifecycle::isFailedAttempt() const {
    const Ending e = ending();
    return m_syns > 0 &&
           (e == Ending::Refused || e == Ending::Unanswered || e == Ending::HalfOpen || e == Ending::Unreachable);
}

bool Lifecycle::isProbe() const {
    return m_client && m_synAcks > 0 && m_payloads[0] + m_payloads[1] == 0 && ending() != Ending::HalfOpen &&
           ending() != Ending::Open;
}

Arguments Lifecycle::facts(std::size_t client) const {
    Arguments all{{"ending", std::string(toString(ending()))}};
    const auto add = [&all](std::string_view name, std::string value) {
        all.push_back({std::string(name), std::move(value)});
    };
    if (m_syns > 0) {
        add("tries", std::to_string(m_syns));
        add("span_ms", std::to_string(between(m_firstSyn, m_lastSyn.time).ns / 1'000'000));
    }
    if (m_synAcks > 0)
        add("syn_acks", std::to_string(m_synAcks));
    if (m_reset) {
        add("reset_by", *m_reset == client ? "client" : "server");
        if (m_lastPayload.isValid())
            add("idle_ms", std::to_string(m_idle.ns / 1'000'000));
    }
    if (m_hasFin[0] || m_hasFin[1])
        add("closed_by", m_hasFin[client] && m_hasFin[1 - client] ? "both" : m_hasFin[client] ? "client" : "server");
    if (m_icmp) {
        add("icmp", std::string(m_icmp->meaning));
        add("icmp_type", std::to_string(m_icmp->type));
        add("icmp_code", std::to_string(m_icmp->code));
        add("icmp_sender", m_icmpSender.toString());
    }
    add("payloads_from_client", std::to_string(m_payloads[client]));
    add("payloads_from_server", std::to_string(m_payloads[1 - client]));
    return all;
}

PacketEvent Lifecycle::eventOf(const Kept& kept, const std::array<const Flow*, 2>& flows,
                               std::uint64_t connection) const {
    PacketEvent event;
    event.kind = kept.kind;
    event.facts = kept.facts;
    event.connection = connection;
    event.summary = kept.summary;
    event.bytes = asBytes(kept.bytes);
    if (kept.index != kIcmp) {
        event.flow = *flows[kept.index];
        return event;
    }
    event.flow.source.address = m_icmpSender;
    event.flow.destination = flows[m_client.value_or(0)]->source;
    event.flow.transport = flows[0]->transport;
    return event;
}

void Lifecycle::give(const std::array<const Flow*, 2>& flows, std::uint64_t connection, TrafficLog& log) {
    for (Kept& kept : m_kept)
        if (!std::exchange(kept.isGiven, true))
            log.packet(eventOf(kept, flows, connection));
}

std::vector<PacketRecord> Lifecycle::take(const std::array<const Flow*, 2>& flows, std::uint64_t connection) {
    std::vector<PacketRecord> records;
    for (Kept& kept : m_kept)
        if (!std::exchange(kept.isGiven, true))
            records.push_back(recordOf(eventOf(kept, flows, connection)));
    return records;
}

} // namespace echelle::net
