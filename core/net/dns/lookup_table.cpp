#include "core/net/dns/lookup_table.h"

#include "core/net/protocol/sip_name.h"
#include "core/sip/teams_direct_routing.h"

#include <algorithm>
#include <utility>

namespace echelle::net {
namespace {

constexpr std::size_t kMaxEvents = 12; // of a name
constexpr std::size_t kMaxTargets = 64;
constexpr std::size_t kMaxHosts = 4096;
constexpr std::size_t kMaxPeers = 65'536;
constexpr std::size_t kShownAnswers = 4;

bool isAddressType(dns::Type type) {
    return type == dns::Type::A || type == dns::Type::Aaaa;
}

// RFC 3263 section 4.1: _sip._udp, _sip._tcp, _sips._tcp, and what providers use beside them.
bool isSipService(std::string_view key) {
    return key.starts_with("_sip._") || key.starts_with("_sips._") || key.starts_with("_sipfederationtls._");
}

// RFC 3263 section 4.1, RFC 7118 section 6: services SIP+D2U, SIPS+D2T, SIPS+D2W ...
bool isSipNaptr(const dns::Record& record) {
    return record.type == dns::Type::Naptr &&
           (record.text.find("SIP+D2") != std::string::npos || record.text.find("SIPS+D2") != std::string::npos);
}

} // namespace

void LookupTable::addDatagram(ByteView payload, const Flow& flow, const PacketFacts& facts) {
    if (const auto message = dns::read(payload))
        add(*message, payload, flow, facts);
}

void LookupTable::addStream(ByteView bytes, const Flow& flow, const PacketFacts& facts) {
    while (bytes.size() > 2) {
        const std::size_t size = readBe16(bytes.data());
        if (size > bytes.size() - 2)
            return;
        addDatagram(bytes.subspan(2, size), flow, facts);
        bytes = bytes.subspan(2 + size);
    }
}

void LookupTable::add(const dns::Message& m, ByteView bytes, const Flow& flow, const PacketFacts& facts) {
    const Endpoint& client = m.isResponse ? flow.destination : flow.source;
    const Key key{client.address, dns::keyOf(m.name)};
    if (m_names.size() >= kMaxNames && m_names.find(key) == m_names.end()) {
        m_log.add(diag::kPacketLimit, {PlaceKind::Frame, facts.frame}, "dns");
        return;
    }
    const auto [found, isNew] = m_names.try_emplace(key);
    Name& name = found->second;
    if (isNew) {
        name.name = m.name;
        name.client = client;
        name.server = m.isResponse ? flow.source : flow.destination;
        name.start = facts.time;
        name.firstFrame = facts.frame;
        name.isForSip = isSipService(key.second);
    }
    name.end = facts.time;
    name.lastFrame = facts.frame;
    ++name.packets;
    name.asked.insert(m.type);
    if (!m.isResponse) {
        ++name.queries;
    } else if (m.code == dns::Code::NoError) {
        if (!m.isPartial && !m.isTruncated) // else what could not be read may hold the address
            name.answered.insert(m.type);
        for (const dns::Record& record : m.answers) {
            name.hasAddress |= record.address.isValid();
            name.isForSip |= isSipNaptr(record);
            if (!record.target.empty() && name.leadsTo.size() < kMaxTargets)
                name.leadsTo.push_back(dns::keyOf(record.target));
        }
    } else if (isAddressType(m.type)) {
        name.failures.insert(m.code);
    }
    keepEvent(name, m, bytes, flow, facts);
}

void LookupTable::keepEvent(Name& name, const dns::Message& m, ByteView bytes, const Flow& flow,
                            const PacketFacts& facts) {
    PacketEvent event;
    event.kind = m.isResponse ? packet_kind::kDnsAnswer : packet_kind::kDnsQuery;
    event.facts = facts;
    event.flow = flow;
    event.bytes = bytes;
    event.summary = {{"query", dns::toString(m.type) + " " + m.name}};
    if (m.isResponse) {
        if (m.code != dns::Code::NoError)
            event.summary.push_back({"rcode", dns::toString(m.code)});
        const std::size_t shown = std::min(m.answers.size(), kShownAnswers);
        for (std::size_t i = 0; i < shown; ++i)
            event.summary.push_back({"answer", dns::toString(m.answers[i].type) + " " + m.answers[i].text});
        if (m.code == dns::Code::NoError && m.answers.empty() && !m.isPartial && !m.isTruncated)
            event.summary.push_back({"rcode", "NODATA"}); // RFC 2308 section 2.2
    }
    if (name.events.size() < kMaxEvents)
        name.events.push_back(recordOf(event));
    else
        name.events.back() = recordOf(event);
}

void LookupTable::noteHost(std::string_view host) {
    if (host == m_lastHost || m_hosts.size() >= kMaxHosts)
        return;
    m_lastHost = host;
    m_hosts.insert(dns::keyOf(host));
}

void LookupTable::notePeer(const IpAddress& address) {
    if (address == m_lastPeer || m_peers.size() >= kMaxPeers)
        return;
    m_lastPeer = address;
    m_peers.insert(address);
}

// A resolver that fails tries the name again with its search list behind it (RFC 1034 section 3.1, resolv.conf).
bool LookupTable::isSuffixTry(const Key& key) const {
    for (std::size_t dot = key.second.rfind('.'); dot != std::string::npos && dot > 0;
         dot = key.second.rfind('.', dot - 1))
        if (key.second.find('.') < dot && m_names.find({key.first, key.second.substr(0, dot)}) != m_names.end())
            return true;
    return false;
}

void LookupTable::markNeeded() {
    std::map<std::string_view, std::vector<Name*>> byName; // names of all clients
    std::vector<std::string_view> open;
    for (auto& [key, name] : m_names) {
        byName[key.second].push_back(&name);
        name.isForSip |= m_hosts.find(key.second) != m_hosts.end() || sip::isTeamsName(key.second) ||
                         (suggestsSip(key.second) && m_peers.count(key.first) > 0);
        if (name.isForSip)
            open.insert(open.end(), name.leadsTo.begin(), name.leadsTo.end());
    }
    while (!open.empty()) {
        const auto found = byName.find(open.back());
        open.pop_back();
        if (found == byName.end())
            continue;
        for (Name* name : found->second)
            if (!std::exchange(name->isForSip, true))
                open.insert(open.end(), name->leadsTo.begin(), name->leadsTo.end());
    }
}

void LookupTable::give(Name& name) {
    const bool isAsked = name.asked.count(dns::Type::A) + name.asked.count(dns::Type::Aaaa) > 0;
    std::string ending;
    if (!name.hasAddress && isAsked) {
        if (name.failures.count(dns::Code::NameError) > 0)
            ending = "no-such-host";
        else if (name.failures.count(dns::Code::Refused) + name.failures.count(dns::Code::ServerFailure) > 0)
            ending = "refused-lookup";
        // An answer without a record for one family says nothing about the other.
        else if (name.answered.count(dns::Type::A) > 0)
            ending = "no-address";
    }
    const std::uint64_t number = ending.empty() ? 0 : m_nextNumber++;
    for (const PacketRecord& r : name.events) {
        if (number == 0 && r.kind != packet_kind::kDnsAnswer)
            continue; // an answer that came repeats its question
        PacketEvent event;
        event.kind = r.kind;
        event.facts.frame = r.frame;
        event.facts.time = r.time;
        event.flow = r.flow;
        event.connection = number;
        event.summary = r.summary;
        event.bytes = asBytes(r.bytes);
        m_sink.onPacketEvent(event);
    }
    if (number == 0)
        return;
    ConnectionFacts facts;
    facts.number = number;
    facts.protocol = "DNS";
    facts.client = name.client;
    facts.server = name.server;
    facts.transport = name.events.front().flow.transport;
    facts.start = name.start;
    facts.end = name.end;
    facts.firstFrame = name.firstFrame;
    facts.lastFrame = name.lastFrame;
    facts.packets = name.packets;
    facts.serverName = name.name;
    std::string codes;
    for (const dns::Code code : name.failures)
        codes += (codes.empty() ? "" : ", ") + dns::toString(code);
    facts.facts = {{"ending", ending}, {"rcode", codes}, {"queries", std::to_string(name.queries)}};
    m_sink.onConnection(facts);
}

void LookupTable::finish() {
    markNeeded();
    std::vector<Name*> needed;
    for (auto& [key, name] : m_names)
        if (name.isForSip && !isSuffixTry(key))
            needed.push_back(&name);
    std::sort(needed.begin(), needed.end(), [](const Name* a, const Name* b) { return a->firstFrame < b->firstFrame; });
    for (Name* name : needed)
        give(*name);
    m_names.clear();
}

} // namespace echelle::net
