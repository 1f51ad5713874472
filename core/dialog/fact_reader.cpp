#include "core/dialog/fact_reader.h"

#include "core/base/text.h"
#include "core/dialog/text_hash.h"
#include "core/sip/address.h"
#include "core/sip/byte_search.h"
#include "core/sip/teams_direct_routing.h"

#include <algorithm>

namespace echelle::dialog {

namespace {
using sip::HeaderId;
using sip::Method;

bool isKept(HeaderId id, const sip::Message& m) {
    const bool isInvite = m.method == Method::Invite;
    const bool is2xx = m.statusCode >= 200 && m.statusCode < 300;
    switch (id) {
    case HeaderId::Reason:
    case HeaderId::Warning:
    case HeaderId::RetryAfter:
    case HeaderId::Unsupported:
    case HeaderId::SubscriptionState:
    case HeaderId::Event:
    case HeaderId::ReferTo:
    case HeaderId::ReferredBy:
    case HeaderId::Replaces:
    case HeaderId::MinSe:
    case HeaderId::SessionExpires:
    case HeaderId::ResourcePriority:
        return true;
    case HeaderId::ContentType:
        return m.method == Method::Info;
    case HeaderId::Contact:
        return (isInvite && (m.isRequest || is2xx)) || (m.statusCode >= 300 && m.statusCode < 400);
    case HeaderId::RecordRoute:
        return isInvite && is2xx;
    default:
        return false;
    }
}

// What the rules of Teams Direct Routing read beyond that.
bool isKeptOfTeams(HeaderId id) {
    switch (id) {
    case HeaderId::From:
    case HeaderId::To:
    case HeaderId::Contact:
    case HeaderId::RecordRoute:
    case HeaderId::Route:
    case HeaderId::Allow:
    case HeaderId::Supported:
    case HeaderId::Require:
    case HeaderId::ContentType:
    case HeaderId::PAssertedIdentity:
    case HeaderId::XMsSbc:
        return true;
    default:
        return false;
    }
}

bool isAgent(HeaderId id) {
    return id == HeaderId::UserAgent || id == HeaderId::Server;
}

void addAuth(CallFacts& facts, Index message, HeaderId id, std::string_view value) {
    const std::size_t space = sip::findMark<' ', '\t'>(value);
    if (space == std::string_view::npos || facts.auth.size() >= 1024)
        return;
    // Digest parameters are parted by commas; sip::parameter() reads semicolons (RFC 3261 section 25.1, "credentials").
    AuthFacts a;
    a.message = message;
    a.isChallenge = id == HeaderId::WwwAuthenticate || id == HeaderId::ProxyAuthenticate;
    a.isProxy = id == HeaderId::ProxyAuthenticate || id == HeaderId::ProxyAuthorization;
    for (std::string_view part : sip::splitList(value.substr(space + 1))) {
        const std::size_t equals = part.find('=');
        if (equals == std::string_view::npos)
            continue;
        const std::string_view name = trim(part.substr(0, equals));
        std::string_view content = trim(part.substr(equals + 1));
        if (content.size() >= 2 && content.front() == '"' && content.back() == '"')
            content = content.substr(1, content.size() - 2);
        if (equalsNoCase(name, "realm")) {
            a.realm = addText(facts, content);
            a.realmHash = hashOf(content);
        } else if (equalsNoCase(name, "nonce")) {
            a.nonce = hashOrZero(content);
        } else if (equalsNoCase(name, "stale")) {
            a.isStale = equalsNoCase(content, "true");
        }
    }
    facts.auth.push_back(a);
    if (!a.isChallenge && facts.messages[message].transaction != kNoIndex)
        facts.transactions[facts.messages[message].transaction].hasCredentials = true;
}

// Status line of a message/sipfrag body (RFC 3420, RFC 3515 section 2.4.5).
std::uint16_t sipfragStatus(const sip::Message& m) {
    if (m.method != Method::Notify || !m.isRequest || !startsWithNoCase(m.body, "SIP/2.0 ") ||
        !startsWithNoCase(trim(m.value(HeaderId::ContentType)), "message/sipfrag"))
        return 0;
    const std::string_view rest = m.body.substr(8);
    const auto status = parseUnsigned(rest.substr(0, rest.find_first_not_of("0123456789")));
    return status && *status >= 100 && *status <= 699 ? static_cast<std::uint16_t>(*status) : std::uint16_t{0};
}

std::string userOrDisplay(const sip::NameAddress& address) {
    if (const auto uri = sip::parseUri(address.uri); uri && !uri->user.empty())
        return toValidUtf8(uri->user);
    if (!address.displayName.empty())
        return toValidUtf8(address.displayName);
    return toValidUtf8(address.uri);
}
} // namespace

const PeerRole* FactReader::roleOf(const IpAddress& address) const {
    const auto said =
        std::find_if(m_roles.begin(), m_roles.end(), [&address](const PeerRole& r) { return r.address == address; });
    return said == m_roles.end() ? nullptr : &*said;
}

std::uint16_t FactReader::addressIndex(CallFacts& facts, const Endpoint& e) const {
    for (std::size_t i = facts.addresses.size(); i-- > 0;)
        if (facts.addresses[i] == e)
            return static_cast<std::uint16_t>(i);
    if (facts.addresses.size() >= 0xfffe)
        return 0;
    facts.addresses.push_back(e);
    const auto index = static_cast<std::uint16_t>(facts.addresses.size() - 1);
    const PeerRole* said = roleOf(e.address);
    if (said != nullptr ? said->isTeams : sip::isTeamsAddress(e.address))
        facts.teams.push_back(index);
    return index;
}

void FactReader::markTeams(CallFacts& facts, std::uint16_t address) const {
    const IpAddress& peer = facts.addresses[address].address;
    if (roleOf(peer) == nullptr && !peer.isPrivate() && !facts.isTeams(address))
        facts.teams.push_back(address);
}

void FactReader::findTeams(CallFacts& facts, const MessageFacts& f, const sip::Message& m) const {
    const bool isFirst = m.isRequest && (f.method == Method::Invite || f.method == Method::Options) && f.toTag == 0;
    if (!isFirst || m.requestUri.find("pstnhub") == std::string_view::npos)
        return;
    const auto uri = sip::parseUri(m.requestUri);
    if (uri && sip::isTeamsName(uri->host))
        markTeams(facts, f.to);
}

// The same software says the same in each of its messages: kept once per address.
void FactReader::addAgent(CallFacts& facts, Index message, HeaderId id, std::string_view value) const {
    constexpr std::size_t kMaxAgents = 64;
    for (const HeaderText& h : facts.agents)
        if (h.id == id && facts.messages[h.message].from == facts.messages[message].from)
            return;
    if (facts.agents.size() < kMaxAgents)
        facts.agents.push_back({message, id, addText(facts, value)});
    if (sip::isTeamsAgent(value))
        markTeams(facts, facts.messages[message].from);
}

TextRef addText(CallFacts& facts, std::string_view value) {
    value = trim(value.substr(0, FactReader::kMaxTextLength));
    if (facts.text.size() + value.size() > FactReader::kMaxTextBytes)
        return {};
    TextRef ref{static_cast<std::uint32_t>(facts.text.size()), static_cast<std::uint32_t>(value.size())};
    if (sip::findMark<'\r', '\n'>(value) == std::string_view::npos) {
        facts.text += value;
        return ref;
    }
    facts.text += sip::unfolded(value);
    ref.size = static_cast<std::uint32_t>(facts.text.size()) - ref.offset;
    return ref;
}

namespace {
// The next hop and the final response repeat a description: its text is kept once.
TextRef addSdpText(CallFacts& facts, std::string_view text, std::uint64_t body) {
    constexpr std::size_t kLookedBack = 4;
    const std::size_t first = facts.sdps.size() > kLookedBack ? facts.sdps.size() - kLookedBack : 0;
    for (std::size_t i = facts.sdps.size(); i-- > first;)
        if (facts.sdps[i].body == body)
            return facts.sdps[i].text;
    if (text.size() > FactReader::kMaxSdpLength || facts.text.size() + text.size() > FactReader::kMaxTextBytes)
        return {};
    const TextRef ref{static_cast<std::uint32_t>(facts.text.size()), static_cast<std::uint32_t>(text.size())};
    facts.text += text;
    return ref;
}
} // namespace

Index FactReader::addMessage(DialogSet& set, EventId id, const Observation& o, const MessageDigest& d) {
    CallFacts& facts = set.facts;
    const sip::Message& m = *o.message;
    MessageFacts f;
    f.id = id;
    f.time = o.time;
    f.toTag = d.toTag;
    f.identity = d.identity;
    f.cseq = m.cseq.number;
    f.defects = m.defects.bits();
    f.from = addressIndex(facts, o.sourceAddress);
    f.to = addressIndex(facts, o.destinationAddress);
    f.status = static_cast<std::uint16_t>(m.isRequest ? 0 : std::clamp(m.statusCode, 1, 999));
    f.method = m.method;
    f.transport = o.transport;
    f.size = static_cast<std::uint32_t>(m.bytes.size());
    f.isFromCapture = o.isFromCapture;
    if (o.isFromCapture && o.connection != 0)
        f.stream = static_cast<std::uint32_t>((o.connection * 0x9e3779b97f4a7c15ULL >> 32) +
                                              static_cast<std::uint64_t>(o.source.value) * 0x9e3779b9U) |
                   1U;
    if (!o.isFromCapture)
        learnWriter(o);
    f.isFromInitiator = (d.fromTag == set.initiatorTagHash) == m.isRequest;
    facts.messages.push_back(f);
    return static_cast<Index>(facts.messages.size() - 1);
}

void FactReader::readContent(DialogSet& set, Index message, const sip::Message& m, const MessageDigest& d) {
    CallFacts& facts = set.facts;
    if (!m.isRequest && m.statusCode >= 200)
        facts.headers.push_back({message, HeaderId::Other, addText(facts, m.reasonPhrase)});
    findTeams(facts, facts.messages[message], m);
    const bool isTeams = facts.isToTeams(message) || facts.isFromTeams(message);
    if (isTeams && m.isRequest && facts.headers.size() < kMaxMessages)
        facts.headers.push_back({message, HeaderId::Other, addText(facts, m.requestUri)});
    for (const sip::HeaderField& h : m.headers) {
        if ((isKept(h.id, m) || (isTeams && isKeptOfTeams(h.id))) && facts.headers.size() < kMaxMessages)
            facts.headers.push_back({message, h.id, addText(facts, h.value)});
        else if (isAgent(h.id))
            addAgent(facts, message, h.id, h.value);
        else if (h.id == HeaderId::WwwAuthenticate || h.id == HeaderId::ProxyAuthenticate ||
                 h.id == HeaderId::Authorization || h.id == HeaderId::ProxyAuthorization)
            addAuth(facts, message, h.id, h.value);
    }
    if (m.body.empty())
        return;
    facts.messages[message].sipfrag = sipfragStatus(m);
    if (d.hasSdp)
        addSdp(facts, facts.messages[message], d);
}

void FactReader::addSdp(CallFacts& facts, MessageFacts& message, const MessageDigest& d) {
    SdpFacts s = d.sdp;
    s.text = addSdpText(facts, d.sdpText, s.body);
    message.sdp = static_cast<Index>(facts.sdps.size());
    facts.sdps.push_back(s);
}

void FactReader::learnWriter(const Observation& o) {
    if (o.sourceAddress.isDevice() || o.destinationAddress.isDevice())
        return; // the device is the writer
    const auto known =
        std::find_if(m_writers.begin(), m_writers.end(), [&o](const Writer& w) { return w.source == o.source; });
    const IpAddress& from = o.sourceAddress.address;
    const IpAddress& to = o.destinationAddress.address;
    if (known == m_writers.end()) {
        if (m_writers.size() < kMaxWriters)
            m_writers.push_back({o.source, from, to});
        return;
    }
    for (IpAddress* candidate : {&known->one, &known->other})
        if (*candidate != from && *candidate != to)
            *candidate = {};
}

void FactReader::readLogWriters(CallFacts& facts) const {
    for (const Writer& w : m_writers)
        if (w.one.isValid() != w.other.isValid())
            facts.logWriters.push_back(w.one.isValid() ? w.one : w.other);
}

void FactReader::readPeers(DialogSet& set, const sip::Message& m) {
    // Told from the initiator's view: a request or response of the other side has From and To swapped.
    const bool isSwapped = hashOrZero(m.fromTag) != set.initiatorTagHash;
    const auto from = sip::parseNameAddress(m.value(isSwapped ? HeaderId::To : HeaderId::From));
    const auto to = sip::parseNameAddress(m.value(isSwapped ? HeaderId::From : HeaderId::To));
    if (from) {
        set.from = toValidUtf8(from->uri);
        set.fromDisplay = userOrDisplay(*from);
    }
    if (to) {
        set.to = toValidUtf8(to->uri);
        set.toDisplay = userOrDisplay(*to);
    }
    set.hasPeers = true;
}

} // namespace echelle::dialog
