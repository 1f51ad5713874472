#include "core/playbook/seen.h"

#include "core/net/packet_event.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace echelle::playbook {

namespace {

using store::EventKind;
using store::EventRecord;

void note(EventId& place, const EventRecord& e) {
    if (!place.isValid())
        place = e.id;
}

// The summary is "name=value" lines (EventRecord::packetSummary).
bool holdsAddress(std::string_view summary) {
    for (std::size_t begin = 0; begin < summary.size();) {
        const std::size_t end = std::min(summary.find('\n', begin), summary.size());
        const std::string_view line = summary.substr(begin, end - begin);
        if (line.starts_with("answer=A ") || line.starts_with("answer=AAAA "))
            return true;
        begin = end + 1;
    }
    return false;
}

bool isStun(std::string_view kind) {
    return kind.starts_with("stun.");
}

// Only a TURN server knows these methods (RFC 8656 section 3).
bool isRelayMethod(std::string_view summary) {
    return std::ranges::any_of(std::initializer_list<std::string_view>{"Allocate", "CreatePermission", "ChannelBind"},
                               [&](std::string_view m) { return summary.find(m) != std::string_view::npos; });
}

// Checks that await their answer, by who sent them to whom.
using Checks = std::set<std::pair<Endpoint, Endpoint>>;

// A Binding request with credentials is a connectivity check; one to a STUN server for an address has none.
void readCheck(Seen& seen, const EventRecord& e, Checks& checks) {
    if (e.packetSummary.find("method=Binding") == std::string::npos)
        return;
    if (e.packetKind == net::packet_kind::kStunRequest && e.packetSummary.find("credentials=yes") != std::string::npos)
        checks.insert({e.from, e.to});
    if (e.packetKind == net::packet_kind::kStunSuccess && checks.contains({e.to, e.from}))
        note(seen.checkAnswer, e);
}

void readPacket(Seen& seen, const EventRecord& e) {
    const std::string_view kind = e.packetKind;
    seen.hasWebRtc = seen.hasWebRtc || isStun(kind);
    seen.isTlsUsed = seen.isTlsUsed || kind.starts_with("tls.");
    if (kind == net::packet_kind::kDnsAnswer && holdsAddress(e.packetSummary))
        note(seen.dnsAddress, e);
    if (kind == net::packet_kind::kTcpSynAck)
        note(seen.synAck, e);
    if (kind == net::packet_kind::kTlsServerHello && e.packetSummary.find("TLS 1.3") != std::string::npos)
        seen.isHandshakeHidden = true;
    if (kind == net::packet_kind::kTlsFinished)
        note(e.from < e.to ? seen.finishedByLower : seen.finishedByHigher, e);
    if (kind == net::packet_kind::kStunSuccess && e.transport == Transport::Udp)
        note(seen.stunOverUdp, e);
    if ((kind == net::packet_kind::kStunSuccess || kind == net::packet_kind::kStunError) &&
        isRelayMethod(e.packetSummary))
        note(seen.relayAnswer, e);
}

void readResponse(Seen& seen, const EventRecord& e, std::set<sip::Method>& challenged) {
    const bool isSecure = e.transport == Transport::Tls || e.transport == Transport::Wss;
    const bool isInvite = e.method == sip::Method::Invite;
    const bool isReached = e.status == 180 || (e.status >= 200 && e.status < 300);
    note(seen.firstResponse, e);
    if (isSecure)
        note(seen.tlsResponse, e);
    if (e.status == 401 || e.status == 407) {
        note(seen.challenge, e);
        challenged.insert(e.method);
    } else if (isReached && challenged.contains(e.method)) {
        note(seen.successAfterChallenge, e);
    }
    if (isInvite && isReached)
        note(seen.ringingOrAnswer, e);
    if (e.sdpRole == dialog::SdpRole::Answer && e.status >= 200 && e.status < 300)
        note(seen.sdpAnswer, e);
}

} // namespace

Seen readEvents(const std::vector<EventRecord>& events) {
    Seen seen;
    std::set<Endpoint> asked;
    std::set<Endpoint> answered;
    std::set<sip::Method> challenged;
    Checks checks;
    bool isFinalOfInvite = false;
    for (const EventRecord& e : events) {
        if (e.kind == EventKind::Packet) {
            readPacket(seen, e);
            readCheck(seen, e, checks);
        }
        if (e.kind != EventKind::Sip)
            continue;
        seen.hasSip = true;
        seen.isTlsUsed = seen.isTlsUsed || e.transport == Transport::Tls || e.transport == Transport::Wss;
        seen.hasWebRtc = seen.hasWebRtc || e.transport == Transport::Ws || e.transport == Transport::Wss;
        if (e.defects != 0)
            note(seen.defect, e);
        if (e.status == 0) {
            asked.insert(e.to);
            continue;
        }
        answered.insert(e.from);
        readResponse(seen, e, challenged);
        const bool isInvite = e.method == sip::Method::Invite;
        if (e.status >= 200 && (isInvite || !isFinalOfInvite)) {
            isFinalOfInvite = isFinalOfInvite || isInvite;
            seen.finalResponse = e.id;
            seen.finalStatus = e.status;
        }
    }
    seen.areAllAnswered = !asked.empty() && std::ranges::includes(answered, asked);
    return seen;
}

} // namespace echelle::playbook
