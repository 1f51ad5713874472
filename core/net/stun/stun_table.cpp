#include "core/net/stun/stun_table.h"

#include "core/base/hash.h"
#include "core/net/protocol/sip_port.h"

#include <algorithm>

namespace echelle::net {

using stun::Class;
using stun::Message;

namespace {
constexpr std::size_t kMaxPending = 16'384; // further ones make room by forgetting all
constexpr std::size_t kMaxOpened = 8192;
constexpr std::size_t kMaxClients = 16'384;
constexpr std::size_t kMaxAllPairs = 32'768;

// RFC 8445 section 7.2.2: "theirs:ours" of a request; both agents check under the same two fragments.
std::uint64_t agentsOf(std::string_view userName) {
    const std::size_t colon = userName.find(':');
    std::string_view a = userName.substr(0, colon);
    std::string_view b = colon == std::string_view::npos ? std::string_view() : userName.substr(colon + 1);
    if (b < a)
        std::swap(a, b);
    return hash64(b, hash64(a));
}
} // namespace

ByteView StunTable::addDatagram(ByteView payload, const Flow& flow, const PacketFacts& facts) {
    const auto message = stun::read(payload);
    if (!message)
        return {};
    add(*message, payload.first(std::min(message->size, payload.size())), flow, facts);
    return message->kind == Class::Indication ? message->data : ByteView{};
}

void StunTable::addStream(ByteView bytes, const Flow& flow, const PacketFacts& facts) {
    while (bytes.size() >= 4) {
        if (bytes[0] >= 0x40 && bytes[0] <= 0x4f) { // RFC 8656 section 12.5: padded to four bytes
            const std::size_t size = 4 + (std::size_t{readBe16(bytes.data() + 2)} + 3) / 4 * 4;
            bytes = bytes.subspan(std::min(size, bytes.size()));
            continue;
        }
        const auto message = stun::read(bytes);
        if (!message)
            return;
        const std::size_t size = std::min(message->size, bytes.size());
        add(*message, bytes.first(size), flow, facts);
        bytes = bytes.subspan(size);
    }
}

void StunTable::add(const Message& m, ByteView bytes, const Flow& flow, const PacketFacts& facts) {
    // Keep-alives that elements send where they speak SIP (RFC 5626 section 4.4.2) tell of no relay and no candidate.
    if (isSipPort(flow.source.port) || isSipPort(flow.destination.port))
        return;
    if (m_servers.size() + m_checks.size() >= kMaxDealings)
        finish();
    if (m.kind == Class::Request)
        addRequest(m, bytes, flow, facts);
    else if (m.kind != Class::Indication)
        addResponse(m, bytes, flow, facts);
}

StunTable::Dealing& StunTable::dealingOf(const Message& request, const Flow& flow) {
    if (!request.isCheck)
        return m_servers[{flow.source.address, flow.destination, flow.transport}];
    Dealing& checks = m_checks[agentsOf(request.userName)];
    checks.isCheck = true;
    if (checks.pairs.size() < Dealing::kMaxPairs && m_pairs.size() < kMaxAllPairs &&
        checks.pairs.insert({flow.source, flow.destination}).second)
        m_pairs[{flow.source, flow.destination}] = &checks;
    return checks;
}

void StunTable::addRequest(const Message& m, ByteView bytes, const Flow& flow, const PacketFacts& facts) {
    Dealing& dealing = dealingOf(m, flow);
    ++dealing.sends;
    if (m_pending.size() >= kMaxPending)
        m_pending.clear();
    if (m_pending.try_emplace(m.id, Pending{&dealing, m.hasIntegrity && !m.isPartial}).second)
        ++dealing.requests;
    dealing.count(m, bytes, flow, facts);
}

void StunTable::addResponse(const Message& m, ByteView bytes, const Flow& flow, const PacketFacts& facts) {
    const auto pending = m_pending.find(m.id);
    Dealing* dealing = pending != m_pending.end() ? pending->second.dealing : nullptr;
    if (dealing == nullptr) { // its request was not captured, or long ago
        if (const auto pair = m_pairs.find({flow.destination, flow.source}); pair != m_pairs.end())
            dealing = pair->second;
        else
            dealing = &m_servers[{flow.destination.address, flow.source, flow.transport}];
    }
    dealing->count(m, bytes, flow, facts);
    if (dealing->isCheck)
        return;
    if (m_luck.size() < kMaxClients || m_luck.count(flow.destination.address) > 0) {
        Luck& luck = m_luck[flow.destination.address];
        (m.method == stun::method::kBinding ? luck.isStunAnswered : luck.isTurnAnswered) = true;
        if (m.kind == Class::Success && m.method != stun::method::kBinding)
            luck.lastAllocated = facts.frame;
    }
    const bool isRefusal = m.errorCode == 401 || m.errorCode == 441;
    if (isRefusal && pending != m_pending.end() && pending->second.hasCredentials) {
        ++dealing->refusals;
        dealing->lastRefusal = facts.frame;
    }
}

void StunTable::noteOpened(const Endpoint& client, const Endpoint& server, Timestamp time) {
    if (!isEmpty() && m_opened.size() < kMaxOpened)
        m_opened.push_back({client.address, server, time});
}

void StunTable::finish() {
    std::vector<const Dealing*> all;
    for (const auto& [key, dealing] : m_servers)
        all.push_back(&dealing);
    for (const auto& [key, dealing] : m_checks)
        all.push_back(&dealing);
    std::sort(all.begin(), all.end(), [](const Dealing* a, const Dealing* b) { return a->firstFrame < b->firstFrame; });
    for (const Dealing* dealing : all)
        dealing->isCheck ? giveChecks(*dealing) : giveServer(*dealing);
    m_servers.clear();
    m_checks.clear();
    m_pairs.clear();
    m_pending.clear();
    m_luck.clear();
    m_opened.clear();
}

} // namespace echelle::net
