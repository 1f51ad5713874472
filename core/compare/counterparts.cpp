#include "core/compare/counterparts.h"

#include "core/base/text.h"
#include "core/sip/address.h"
#include "core/sip/sdp.h"

#include <algorithm>
#include <array>

namespace echelle::compare {

namespace {

constexpr std::array<std::string_view, 8> kRoles = {"caller-address", "callee-address", "caller",       "callee",
                                                    "caller-host",    "callee-host",    "caller-media", "callee-media"};

std::string formOfAddress(const IpAddress& address) {
    const bool isZero = std::all_of(address.bytes.begin() + 12, address.bytes.end(), [](auto b) { return b == 0; });
    const std::string_view kind = isZero                 ? "none"
                                  : address.isLoopback() ? "loopback"
                                  : address.isPrivate()  ? "private"
                                                         : "public";
    return std::string(address.family == IpAddress::Family::V4 ? "v4 " : "v6 ") + std::string(kind);
}

// What a name looks like: names of one form may stand for each other.
std::string formOf(std::string_view word) {
    if (const auto address = IpAddress::parse(word))
        return formOfAddress(*address);
    for (const std::string_view reserved : {"anonymous", "anonymous.invalid", "restricted", "unavailable", "unknown"})
        if (equalsNoCase(word, reserved))
            return std::string(reserved);
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const auto isDialled = [&](char c) { return isDigit(c) || c == '-' || c == '.' || c == '(' || c == ')'; };
    const std::string_view number = word.substr(!word.empty() && word.front() == '+' ? 1 : 0);
    if (!number.empty() && isDigit(number.front()) && std::all_of(number.begin(), number.end(), isDialled)) {
        constexpr std::size_t kExtension = 6; // digits of a number within a house
        if (number.size() < word.size())
            return "+";
        if (number.size() <= kExtension)
            return "extension";
        return number.starts_with("00") ? "00" : number.starts_with('0') ? "0" : "number";
    }
    return word.find('.') != std::string_view::npos ? "host" : "name";
}

struct Named {
    std::string_view user;
    std::string_view host;
};

Named namedIn(const sip::Message& m, sip::HeaderId id) {
    const auto list = sip::splitList(m.value(id));
    const auto address = list.empty() ? std::nullopt : sip::parseNameAddress(list.front());
    const auto uri = address ? sip::parseUri(address->uri) : std::nullopt;
    return uri ? Named{uri->user, uri->host} : Named{};
}

std::string_view mediaAddress(const sip::Message& m) {
    const std::string_view text = sip::sdpOf(m.value(sip::HeaderId::ContentType), m.body);
    if (text.empty())
        return {};
    sip::Sdp sdp;
    sip::parseSdp(text, sdp);
    return sdp.media.empty() ? sdp.connection : sdp.media.front().connection;
}

std::string_view firstMedia(const ParsedSide& side, const Exchange& exchange, bool isOfRequest) {
    for (const Step& step : exchange.steps)
        if ((step.status == 0) == isOfRequest)
            if (const std::string_view address = mediaAddress(side.messages[step.message]); !address.empty())
                return address;
    return {};
}

Named firstContact(const ParsedSide& side, const Exchange& exchange, bool isOfRequest) {
    for (const Step& step : exchange.steps)
        if ((step.status == 0) == isOfRequest && step.status < 300)
            if (const Named contact = namedIn(side.messages[step.message], sip::HeaderId::Contact);
                !contact.host.empty())
                return contact;
    return {};
}

void addExchange(Counterparts& into, const ParsedSide& a, const Exchange& ofA, const ParsedSide& b,
                 const Exchange& ofB) {
    const bool isFromCaller = ofA.isFromInitiator;
    const auto role = [isFromCaller](PartyRole ofCaller, PartyRole ofCallee, bool isSender) {
        return isFromCaller == isSender ? ofCaller : ofCallee;
    };
    const sip::Message& first = a.messages[ofA.steps.front().message];
    const sip::Message& second = b.messages[ofB.steps.front().message];
    for (const bool isSender : {true, false}) {
        const sip::HeaderId id = isSender ? sip::HeaderId::From : sip::HeaderId::To;
        const Named namedA = namedIn(first, id);
        const Named namedB = namedIn(second, id);
        into.add(role(PartyRole::Caller, PartyRole::Callee, isSender), ofA.leg, namedA.user, namedB.user);
        into.add(role(PartyRole::CallerHost, PartyRole::CalleeHost, isSender), ofA.leg, namedA.host, namedB.host);
        const Named contactA = firstContact(a, ofA, isSender);
        const Named contactB = firstContact(b, ofB, isSender);
        into.add(role(PartyRole::Caller, PartyRole::Callee, isSender), ofA.leg, contactA.user, contactB.user);
        into.add(role(PartyRole::CallerHost, PartyRole::CalleeHost, isSender), ofA.leg, contactA.host, contactB.host);
        into.add(role(PartyRole::CallerMedia, PartyRole::CalleeMedia, isSender), ofA.leg, firstMedia(a, ofA, isSender),
                 firstMedia(b, ofB, isSender));
    }
}

} // namespace

std::string_view toString(PartyRole role) {
    return kRoles[static_cast<std::size_t>(role)];
}

void Counterparts::add(PartyRole role, std::size_t leg, std::string_view a, std::string_view b) {
    if (a.empty() || b.empty())
        return;
    const std::string ofA = toLower(a);
    const std::string ofB = toLower(b);
    const bool isSameForm = ofA == ofB || formOf(ofA) == formOf(ofB);
    if (ofA != ofB &&
        std::none_of(m_parties.begin(), m_parties.end(), [&](const Party& p) { return p.a == a && p.b == b; }))
        m_parties.push_back({role, leg, std::string(a), std::string(b), isSameForm});
    // Whoever plays two parts is known by the first.
    if (!isSameForm || m_ofA.count(ofA) != 0 || m_ofB.count(ofB) != 0)
        return;
    ++m_last;
    m_ofA.emplace(ofA, m_last);
    m_ofB.emplace(ofB, m_last);
}

bool Counterparts::isKnown(std::string_view word, SideOf side) const {
    const auto& words = side == SideOf::A ? m_ofA : m_ofB;
    return words.find(toLower(word)) != words.end();
}

std::string Counterparts::neutral(std::string_view word, SideOf side) const {
    const auto& words = side == SideOf::A ? m_ofA : m_ofB;
    const std::string lower = toLower(word);
    const auto found = words.find(lower);
    return found == words.end() ? lower : '\x01' + std::to_string(found->second) + '\x01';
}

Counterparts counterpartsOf(const ParsedSide& a, const ParsedSide& b, const std::vector<AlignedPair>& legs,
                            const std::vector<AlignedPair>& exchanges) {
    Counterparts counterparts;
    for (const AlignedPair& pair : legs) {
        if (pair.a == kNone || pair.b == kNone)
            continue;
        const auto text = [](const Endpoint& e) { return Endpoint{e.address, 0, e.device}.toString(); };
        counterparts.add(PartyRole::CallerAddress, pair.a, text(a.legs[pair.a].from), text(b.legs[pair.b].from));
        counterparts.add(PartyRole::CalleeAddress, pair.a, text(a.legs[pair.a].to), text(b.legs[pair.b].to));
    }
    for (const AlignedPair& pair : exchanges)
        if (pair.a != kNone && pair.b != kNone)
            addExchange(counterparts, a, a.exchanges[pair.a], b, b.exchanges[pair.b]);
    return counterparts;
}

} // namespace echelle::compare
