#pragma once

#include "core/base/diagnostic.h"
#include "core/net/dns/lookup_table.h"
#include "core/net/payload.h"
#include "core/net/protocol/protocol.h"
#include "core/net/rtp/stream_table.h"
#include "core/net/session_table.h"
#include "core/net/stun/stun_table.h"
#include "core/net/tcp/attempt_table.h"

#include <array>

namespace echelle::net {

// Through which all layers tell the outside what they found: SIP, sessions, oddities, and counts of the rest. Counts
// are kept in an array and reach the import log with finish(), since most packets of a capture are only counted.
class TrafficLog {
public:
    TrafficLog(PayloadSink& sink, ImportLog& log)
        : m_sink(sink)
        , m_log(log)
        , m_sessions(sink)
        , m_attempts(sink)
        , m_lookups(sink, log)
        , m_streams(sink)
        , m_stun(sink, m_streams) {}

    void sip(const SipPayload& payload);
    void connection(const ConnectionFacts& facts) { m_sink.onConnection(facts); }
    void packet(const PacketEvent& event) { m_sink.onPacketEvent(event); }
    void odd(std::string_view code, std::uint64_t frame, std::string_view detail = {}) {
        m_log.add(code, {PlaceKind::Frame, frame}, detail);
    }
    void skip(Protocol protocol, std::uint64_t count = 1) { m_skipped[static_cast<std::size_t>(protocol)] += count; }
    void skip(std::string_view name) { m_log.skip(name); }
    // An attempt to connect that failed, and a server that SIP is spoken to: attempt_table.h.
    [[nodiscard]] AttemptTable& attempts() { return m_attempts; }
    [[nodiscard]] LookupTable& lookups() { return m_lookups; }
    [[nodiscard]] StreamTable& streams() { return m_streams; }
    [[nodiscard]] StunTable& stun() { return m_stun; }
    // 0, 1, 2 ... for the messages of one frame that come in datagrams (SipPayload::indexInFrame).
    [[nodiscard]] std::uint32_t nextIndex(std::uint64_t frame) {
        m_nextIndex = frame == m_indexedFrame ? m_nextIndex + 1 : 0;
        m_indexedFrame = frame;
        return m_nextIndex;
    }
    // One packet of another protocol, treated as protocol.h says. Returns the number of the session that will be its
    // row, for packet events; 0 where there will be none.
    std::uint64_t other(Protocol protocol, const Flow& flow, const PacketFacts& facts, std::size_t bytes);
    void finish();

private:
    PayloadSink& m_sink;
    ImportLog& m_log;
    SessionTable m_sessions;
    AttemptTable m_attempts;
    LookupTable m_lookups;
    StreamTable m_streams;
    StunTable m_stun;
    std::uint64_t m_indexedFrame = 0;
    std::uint32_t m_nextIndex = 0;
    std::array<std::uint64_t, static_cast<std::size_t>(Protocol::Count)> m_skipped{};
};

} // namespace echelle::net
