#include "core/dialog/fact_reader.h"

#include "core/base/text.h"
#include "core/dialog/text_hash.h"
#include "core/sip/address.h"

#include <algorithm>

namespace echelle::dialog {

namespace {
using sip::HeaderId;
using sip::Method;

std::uint16_t addressIndex(CallFacts& facts, const Endpoint& e) {
    for (std::size_t i = facts.addresses.size(); i-- > 0;)
        if (facts.addresses[i] == e)
            return static_cast<std::uint16_t>(i);
    if (facts.addresses.size() >= 0xfffe)
        return 0;
    facts.addresses.push_back(e);
    return static_cast<std::uint16_t>(facts.addresses.size() - 1);
}

// model.md "Message and sighting": what two records must share before they are compared at all.
std::uint64_t identityOf(const sip::Message& m) {
    std::uint64_t h = hashOrZero(m.body);
    h = h * 31 + hashOrZero(m.toTag);
    h = h * 31 + (m.isRequest ? hashOf(m.methodText) : static_cast<std::uint64_t>(m.statusCode));
    h = h * 31 + m.cseq.number;
    h = h * 31 + static_cast<std::uint64_t>(m.cseq.method);
    if (!m.isRequest && m.statusCode > 100 && m.statusCode < 200)
        h = h * 31 + hashOrZero(m.value(HeaderId::RSeq));
    return h;
}

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
        return true;
    case HeaderId::Contact:
        return (isInvite && (m.isRequest || is2xx)) || (m.statusCode >= 300 && m.statusCode < 400);
    case HeaderId::RecordRoute:
        return isInvite && is2xx;
    default:
        return false;
    }
}

bool isAgent(HeaderId id) {
    return id == HeaderId::UserAgent || id == HeaderId::Server;
}

// The same software says the same in each of its messages: kept once per address.
void addAgent(CallFacts& facts, Index message, HeaderId id, std::string_view value) {
    constexpr std::size_t kMaxAgents = 64;
    for (const HeaderText& h : facts.agents)
        if (h.id == id && facts.messages[h.message].from == facts.messages[message].from)
            return;
    if (facts.agents.size() < kMaxAgents)
        facts.agents.push_back({message, id, addText(facts, value)});
}

void addAuth(CallFacts& facts, Index message, HeaderId id, std::string_view value) {
    const std::size_t space = value.find_first_of(" \t");
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

std::string userOrDisplay(const sip::NameAddress& address) {
    if (const auto uri = sip::parseUri(address.uri); uri && !uri->user.empty())
        return toValidUtf8(uri->user);
    if (!address.displayName.empty())
        return toValidUtf8(address.displayName);
    return toValidUtf8(address.uri);
}
} // namespace

TextRef addText(CallFacts& facts, std::string_view value) {
    value = trim(value.substr(0, FactReader::kMaxTextLength));
    if (facts.text.size() + value.size() > FactReader::kMaxTextBytes)
        return {};
    TextRef ref{static_cast<std::uint32_t>(facts.text.size()), static_cast<std::uint32_t>(value.size())};
    if (value.find_first_of("\r\n") == std::string_view::npos) {
        facts.text += value;
        return ref;
    }
    facts.text += sip::unfolded(value);
    ref.size = static_cast<std::uint32_t>(facts.text.size()) - ref.offset;
    return ref;
}

Index FactReader::addMessage(DialogSet& set, EventId id, const Observation& o) {
    CallFacts& facts = set.facts;
    const sip::Message& m = *o.message;
    MessageFacts f;
    f.id = id;
    f.time = o.time;
    f.toTag = hashOrZero(m.toTag);
    f.identity = identityOf(m);
    f.cseq = m.cseq.number;
    f.defects = m.defects.bits();
    f.from = addressIndex(facts, o.sourceAddress);
    f.to = addressIndex(facts, o.destinationAddress);
    f.status = static_cast<std::uint16_t>(m.isRequest ? 0 : std::clamp(m.statusCode, 1, 999));
    f.method = m.method;
    f.transport = o.transport;
    f.isFromInitiator = (hashOrZero(m.fromTag) == set.initiatorTagHash) == m.isRequest;
    facts.messages.push_back(f);
    return static_cast<Index>(facts.messages.size() - 1);
}

void FactReader::readContent(DialogSet& set, Index message, const sip::Message& m) {
    CallFacts& facts = set.facts;
    if (!m.isRequest && m.statusCode >= 200)
        facts.headers.push_back({message, HeaderId::Other, addText(facts, m.reasonPhrase)});
    for (const sip::HeaderField& h : m.headers) {
        if (isKept(h.id, m) && facts.headers.size() < kMaxMessages)
            facts.headers.push_back({message, h.id, addText(facts, h.value)});
        else if (isAgent(h.id))
            addAgent(facts, message, h.id, h.value);
        else if (h.id == HeaderId::WwwAuthenticate || h.id == HeaderId::ProxyAuthenticate ||
                 h.id == HeaderId::Authorization || h.id == HeaderId::ProxyAuthorization)
            addAuth(facts, message, h.id, h.value);
    }
    if (!m.body.empty())
        readSdp(facts, facts.messages[message], m);
}

void FactReader::readSdp(CallFacts& facts, MessageFacts& message, const sip::Message& m) {
    const std::string_view text = sip::sdpOf(m.value(HeaderId::ContentType), m.body);
    if (text.empty())
        return;
    sip::parseSdp(text, m_sdp);
    if (!m_sdp.isReadable)
        return;
    SdpFacts s;
    s.body = hashOf(text);
    s.origin = hashOf(m_sdp.originUser) ^ (hashOf(m_sdp.originSessionId) * 3) ^ (hashOf(m_sdp.originAddress) * 5);
    s.version = hashOf(m_sdp.originVersion);
    s.sections = static_cast<std::uint8_t>(std::min<std::size_t>(m_sdp.media.size(), 255));
    std::string_view connection = m_sdp.connection;
    for (const sip::SdpMedia& media : m_sdp.media) {
        if (media.type == "audio" && !s.hasAudio) {
            s.hasAudio = true;
            s.audioPort = media.port;
            s.direction = static_cast<std::uint8_t>(media.direction);
            connection = media.connection;
        } else if (media.type == "video") {
            s.hasVideo = true;
            s.videoPort = media.port;
        } else if (media.type == "image") {
            s.hasImage = true;
        }
        s.hasIce = s.hasIce || media.hasIce;
        s.hasCrypto = s.hasCrypto || media.hasCrypto;
        s.hasFingerprint = s.hasFingerprint || media.hasFingerprint;
    }
    if (const auto address = IpAddress::parse(connection))
        s.connection = *address;
    s.isHold = sip::isHold(m_sdp);
    message.sdp = static_cast<Index>(facts.sdps.size());
    facts.sdps.push_back(s);
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
