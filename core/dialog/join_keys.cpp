#include "core/dialog/join_keys.h"

#include "core/base/text.h"
#include "core/dialog/dialog_set.h"
#include "core/dialog/text_hash.h"
#include "core/sip/address.h"
#include "core/sip/sdp.h"

#include <algorithm>
#include <array>

namespace echelle::dialog {

namespace {
using sip::HeaderId;
using sip::Method;
using Visit = std::function<void(const JoinKeyText&)>;

constexpr std::size_t kUuidDigits = 32;
constexpr std::size_t kShortestCallId = 6;    // a shorter token may be anything
constexpr std::size_t kLongestToken = 256;    // of a Call-ID that is looked for
constexpr std::size_t kNumberDigits = 7;      // model.md: last seven digits or more
constexpr std::size_t kLongSessionId = 7;     // a session id that others hardly have by chance
constexpr std::uint8_t kMaxMessagesRead = 16; // of a dialog set
constexpr std::size_t kMaxMedia = 4;          // addresses of one side that are kept

bool isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// RFC 7989 section 5: 32 hexadecimal digits; some write the hyphens of RFC 4122.
std::string uuidOf(std::string_view text) {
    std::string uuid;
    for (const char c : trim(text)) {
        if (c == '-')
            continue;
        if (!isHex(c) || uuid.size() == kUuidDigits)
            return {};
        uuid += c;
    }
    const bool isNull = uuid.find_first_not_of('0') == std::string::npos;
    return uuid.size() == kUuidDigits && !isNull ? toLower(uuid) : std::string();
}

void visitSessionId(const sip::HeaderField& h, const Visit& visit) {
    const std::size_t semicolon = h.value.find(';');
    const auto give = [&](std::string_view text) {
        if (const std::string uuid = uuidOf(text); !uuid.empty())
            visit({JoinKey::SessionId, uuid, h.name});
    };
    give(h.value.substr(0, semicolon));
    if (semicolon != std::string_view::npos)
        if (const auto remote = sip::parameter(h.value.substr(semicolon), "remote"))
            give(*remote);
}

bool hasMagicCookie(std::string_view branch) {
    constexpr std::string_view kCookie = "z9hG4bK";
    return branch.size() > kCookie.size() + 3 && startsWithNoCase(branch, kCookie);
}

void visitVia(const sip::HeaderField& h, bool& isTop, const Visit& visit) {
    for (const std::string_view value : sip::splitList(h.value)) {
        const auto via = isTop ? std::nullopt : sip::parseVia(value);
        isTop = false;
        if (via && hasMagicCookie(via->branch))
            visit({JoinKey::ViaBranch, via->branch, h.name});
    }
}

std::string percentDecoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && isHex(text[i + 1]) && isHex(text[i + 2])) {
            const auto digit = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
            out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

void visitReferTo(const sip::HeaderField& h, const Visit& visit) {
    const auto address = sip::parseNameAddress(h.value);
    const auto uri = address ? sip::parseUri(address->uri) : std::nullopt;
    if (!uri)
        return;
    constexpr std::string_view kReplaces = "replaces=";
    std::string_view rest = uri->headers;
    while (!rest.empty()) {
        const std::string_view pair = rest.substr(0, rest.find('&'));
        rest = pair.size() < rest.size() ? rest.substr(pair.size() + 1) : std::string_view();
        if (!startsWithNoCase(pair, kReplaces))
            continue;
        const std::string value = percentDecoded(pair.substr(kReplaces.size()));
        if (const auto callId = trim(std::string_view(value).substr(0, value.find(';'))); !callId.empty())
            visit({JoinKey::Replaces, callId, h.name});
        return;
    }
    if (const std::string target = targetOf(address->uri); !target.empty())
        visit({JoinKey::ReferTo, target, h.name});
}

// Headers whose grammar has no room for another leg's Call-ID: not worth a look.
bool mayNameCall(HeaderId id) {
    switch (id) {
    case HeaderId::Other:
    case HeaderId::Contact:
    case HeaderId::Subject:
    case HeaderId::ReferredBy:
    case HeaderId::PAssertedIdentity:
    case HeaderId::PPreferredIdentity:
    case HeaderId::Diversion:
    case HeaderId::HistoryInfo:
    case HeaderId::PChargingVector:
    case HeaderId::SessionId:
    case HeaderId::CallInfo:
    case HeaderId::AlertInfo:
    case HeaderId::Organization:
        return true;
    default:
        return false;
    }
}

// Elsewhere a token of digits alone may be a number that happens to be equal, and a word may be just that.
bool namesCallId(std::string_view name) {
    const std::string lower = toLower(name);
    return lower.find("call-id") != std::string::npos || lower.find("callid") != std::string::npos ||
           lower == "in-reply-to";
}

void visitToken(const sip::HeaderField& h, std::string_view token, const Visit& visit) {
    if (token.size() < kShortestCallId || token.size() > kLongestToken)
        return;
    constexpr std::string_view kDigits = "0123456789";
    const bool isNumber = token.find_first_not_of("+0123456789") == std::string_view::npos;
    const bool isWord = token.find_first_of(kDigits) == std::string_view::npos && token.find('@') == token.npos;
    const bool isUri = startsWithNoCase(token, "sip:") || startsWithNoCase(token, "sips:");
    if (namesCallId(h.name) || !(isNumber || isWord || isUri))
        visit({JoinKey::CallId, token, h.name});
}

void visitTokens(const sip::HeaderField& h, const Visit& visit) {
    const std::string_view whole = trim(h.value);
    constexpr std::string_view kBreaks = " \t\r\n,;\"<>";
    bool isWhole = false;
    for (std::size_t at = whole.find_first_not_of(kBreaks); at != std::string_view::npos;
         at = whole.find_first_not_of(kBreaks, at)) {
        const std::size_t end = std::min(whole.find_first_of(kBreaks, at), whole.size());
        const std::string_view token = whole.substr(at, end - at);
        isWhole = isWhole || token.size() == whole.size();
        visitToken(h, token, visit);
        if (const std::size_t equals = token.find('='); equals != std::string_view::npos)
            visitToken(h, token.substr(equals + 1), visit);
        at = end;
    }
    if (!isWhole)
        visitToken(h, whole, visit);
}

std::uint32_t low(std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash ^ hash >> 32);
}

std::string lastDigits(std::string_view user) {
    std::string digits = sip::numberDigits(user);
    return digits.size() >= kNumberDigits ? digits : std::string();
}

std::string_view userOf(std::string_view uri) {
    const auto parsed = sip::parseUri(uri);
    return parsed ? parsed->user : std::string_view();
}

std::string_view userOfHeader(const sip::Message& m, HeaderId id) {
    const auto address = sip::parseNameAddress(m.value(id));
    return address ? userOf(address->uri) : std::string_view();
}

std::uint32_t hashOfNumber(const std::string& digits) {
    return digits.empty() ? 0 : low(hashOf(std::string_view(digits).substr(digits.size() - kNumberDigits)));
}

void readInvite(DialogSet& set, Index message, const sip::Message& m, const sip::Sdp& sdp) {
    JoinNotes& notes = set.join;
    notes.invite = set.facts.messages[message].id;
    notes.target = low(hashOf(targetOf(m.requestUri)));
    notes.callingNumber = hashOfNumber(callingNumber(m));
    const std::string called = calledNumber(m);
    const std::string_view user = userOf(m.requestUri);
    notes.isCalledShort = called.empty();
    notes.calledNumber = !called.empty() ? hashOfNumber(called) : user.empty() ? 0 : low(hashOf(user));
    notes.isOriginLong = set.facts.messages[message].sdp != kNoIndex && sdp.originSessionId.size() >= kLongSessionId;
}

// Addresses of media, as they were first named by each side.
void addMedia(const CallFacts& facts, JoinFacts& into) {
    std::array<std::size_t, 2> known{};
    for (const MessageFacts& m : facts.messages) {
        if (m.sdp == kNoIndex || m.retransmissionOf != kNoIndex || m.nextHopOf != kNoIndex)
            continue;
        const SdpFacts& sdp = facts.sdps[m.sdp];
        std::size_t& count = known[m.isFromInitiator ? 0 : 1];
        if (count >= kMaxMedia || !sdp.hasAudio || sdp.audioPort == 0 || !sdp.connection.isValid())
            continue;
        const Endpoint media{sdp.connection, sdp.audioPort, 0};
        const JoinKey key = m.isFromInitiator ? JoinKey::CallerMedia : JoinKey::CalleeMedia;
        const JoinKeyEntry entry{hashOf(media.toString()), m.id, key};
        const bool isThere = std::any_of(into.keys.begin(), into.keys.end(),
                                         [&](const JoinKeyEntry& k) { return k.key == key && k.hash == entry.hash; });
        if (isThere)
            continue;
        into.keys.push_back(entry);
        ++count;
    }
}

bool isInitialInvite(const TransactionFacts& t) {
    return t.method == Method::Invite && !t.isInDialog && t.isFromInitiator && t.request != kNoIndex;
}

// Where the call entered and left the hops of this dialog set, and when its caller's side heard something of it.
void addWay(const CallFacts& facts, JoinFacts& into) {
    Index root = kNoIndex;
    Index leaf = kNoIndex;
    for (std::size_t i = 0; i < facts.transactions.size(); ++i) {
        const TransactionFacts& t = facts.transactions[i];
        if (!isInitialInvite(t))
            continue;
        const MessageFacts& invite = facts.messages[t.request];
        if (t.parent == kNoIndex) {
            root = static_cast<Index>(i);
            into.invited = into.invited.isValid() ? into.invited : invite.time;
            into.lastInvited = invite.time;
        }
        if (t.firstChild == kNoIndex)
            leaf = static_cast<Index>(i);
        const bool isChallenge = t.finalStatus == 401 || t.finalStatus == 407;
        for (const Index response : {t.firstProvisional, isChallenge ? kNoIndex : t.final}) {
            if (response == kNoIndex || facts.messages[response].status < 180)
                continue;
            const Timestamp time = facts.messages[response].time;
            if (time.isValid() && (!into.responded.isValid() || time < into.responded))
                into.responded = time;
        }
    }
    if (root == kNoIndex || leaf == kNoIndex)
        return;
    const TransactionFacts& first = facts.transactions[root];
    into.branch = first.branch;
    into.sender = facts.sender(first.request);
    into.receiver = facts.receiver(facts.transactions[leaf].request);
    if (const Index sdp = facts.messages[first.request].sdp; sdp != kNoIndex)
        into.origin = facts.sdps[sdp].origin;
}

} // namespace

std::string targetOf(std::string_view uri) {
    const auto parsed = sip::parseUri(uri);
    if (!parsed)
        return {};
    if (parsed->user.empty())
        return std::string(uri.substr(0, uri.find('?')));
    return std::string(parsed->user) + "@" + toLower(parsed->host);
}

void eachJoinKey(const sip::Message& m, const Visit& visit) {
    std::size_t count = 0;
    const Visit bounded = [&](const JoinKeyText& key) {
        if (count++ < kMaxJoinKeys)
            visit(key);
    };
    bool isTopVia = true;
    for (const sip::HeaderField& h : m.headers) {
        if (count >= kMaxJoinKeys)
            return;
        if (h.id == HeaderId::Via && m.method == Method::Invite) {
            visitVia(h, isTopVia, bounded);
        } else if (h.id == HeaderId::Replaces) {
            const std::string_view callId = trim(h.value.substr(0, h.value.find(';')));
            if (!callId.empty())
                bounded({JoinKey::Replaces, callId, h.name});
        } else if (h.id == HeaderId::ReferTo && m.method == Method::Refer) {
            visitReferTo(h, bounded);
        } else if (h.id == HeaderId::SessionId) {
            visitSessionId(h, bounded);
        } else if (h.id == HeaderId::PChargingVector) {
            if (const auto icid = sip::parameter(h.value, "icid-value"); icid && icid->size() >= kShortestCallId)
                bounded({JoinKey::Icid, *icid, h.name});
        }
        if (mayNameCall(h.id) && m.method == Method::Invite)
            visitTokens(h, bounded);
    }
}

std::uint64_t hashOfKey(const JoinKeyText& key) {
    return hashOf(key.text);
}

std::string calledNumber(const sip::Message& invite) {
    std::string digits = lastDigits(userOf(invite.requestUri));
    return digits.empty() ? lastDigits(userOfHeader(invite, HeaderId::To)) : digits;
}

std::string callingNumber(const sip::Message& invite) {
    return lastDigits(userOfHeader(invite, HeaderId::From));
}

std::string audioAddress(const sip::Message& m) {
    const std::string_view text = sip::sdpOf(m.value(HeaderId::ContentType), m.body);
    sip::Sdp description;
    sip::parseSdp(text, description);
    for (const sip::SdpMedia& media : description.media) {
        if (media.type != "audio")
            continue;
        const auto address = IpAddress::parse(media.connection);
        return address && media.port != 0 ? Endpoint{*address, media.port, 0}.toString() : std::string();
    }
    return {};
}

void readJoinKeys(DialogSet& set, Index message, const sip::Message& m, const sip::Sdp& sdp) {
    const bool isWorthReading =
        m.isRequest && (m.method == Method::Invite || m.method == Method::Refer || set.facts.messages.size() == 1);
    if (!isWorthReading || set.join.read >= kMaxMessagesRead)
        return;
    ++set.join.read;
    const MessageFacts& f = set.facts.messages[message];
    const TransactionFacts& t = set.facts.transactions[f.transaction];
    const bool isInitial = f.method == Method::Invite && m.toTag.empty();
    if (isInitial && t.parent == kNoIndex)
        readInvite(set, message, m, sdp);
    eachJoinKey(m, [&](const JoinKeyText& key) {
        // A Via that the dialog set knows itself is a hop of its own.
        if (key.key == JoinKey::ViaBranch && t.parent != kNoIndex)
            return;
        std::uint64_t hash = hashOfKey(key);
        if (key.key == JoinKey::ReferTo)
            hash = low(hash);
        const bool isKnown = std::any_of(set.join.keys.begin(), set.join.keys.end(),
                                         [&](const JoinKeyEntry& k) { return k.key == key.key && k.hash == hash; });
        if (!isKnown && set.join.keys.size() < kMaxJoinKeys)
            set.join.keys.push_back({hash, f.id, key.key});
    });
}

void readJoinFacts(const DialogSet& set, JoinFacts& facts) {
    const JoinNotes& notes = set.join;
    std::vector<JoinKeyEntry> keys = std::move(facts.keys);
    facts = JoinFacts();
    keys.assign(notes.keys.begin(), notes.keys.end());
    facts.keys = std::move(keys);
    facts.row = set.row;
    facts.first = set.firstEvent;
    facts.invite = notes.invite;
    facts.callId = set.callIdHash;
    facts.target = notes.target;
    facts.calledNumber = notes.calledNumber;
    facts.callingNumber = notes.callingNumber;
    facts.isCalledShort = notes.isCalledShort;
    facts.isOriginLong = notes.isOriginLong;
    addWay(set.facts, facts);
    addMedia(set.facts, facts);
}

} // namespace echelle::dialog
