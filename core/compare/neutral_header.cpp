#include "core/compare/neutral_header.h"

#include "core/base/text.h"
#include "core/sip/address.h"
#include "core/sip/multipart.h"

#include <algorithm>
#include <array>
#include <optional>

namespace echelle::compare {

namespace {

using sip::HeaderId;

constexpr std::string_view kUnique = "\x02"; // stands for an id that is given once

enum class Treatment : std::uint8_t { Skip, Presence, Addresses, Routes, Vias, Set, Credentials, Sequence, Type, Text };

Treatment treatmentOfOther(std::string_view name) {
    const std::string lower = toLower(name);
    for (const char* set : {"allow-events", "accept-encoding", "accept-language"})
        if (lower == set)
            return Treatment::Set;
    for (const char* unique : {"call-id", "callid", "guid", "uuid", "token", "cookie", "correlation"})
        if (lower.find(unique) != std::string::npos)
            return Treatment::Presence;
    return lower.ends_with("-id") ? Treatment::Presence : Treatment::Text;
}

Treatment treatmentOf(const sip::HeaderField& field) {
    switch (field.id) {
    case HeaderId::Via:
        return Treatment::Vias;
    case HeaderId::From:
    case HeaderId::To:
    case HeaderId::Contact:
    case HeaderId::ReferTo:
    case HeaderId::ReferredBy:
    case HeaderId::PAssertedIdentity:
    case HeaderId::PPreferredIdentity:
    case HeaderId::Diversion:
    case HeaderId::HistoryInfo:
        return Treatment::Addresses;
    case HeaderId::Route:
    case HeaderId::RecordRoute:
        return Treatment::Routes;
    case HeaderId::Allow:
    case HeaderId::Supported:
    case HeaderId::Require:
    case HeaderId::ProxyRequire:
    case HeaderId::Unsupported:
    case HeaderId::Accept:
        return Treatment::Set;
    case HeaderId::Authorization:
    case HeaderId::ProxyAuthorization:
    case HeaderId::WwwAuthenticate:
    case HeaderId::ProxyAuthenticate:
        return Treatment::Credentials;
    case HeaderId::CSeq:
        return Treatment::Sequence;
    case HeaderId::ContentType:
        return Treatment::Type;
    case HeaderId::CallId:
    case HeaderId::Replaces:
    case HeaderId::RSeq:
    case HeaderId::RAck:
    case HeaderId::SessionId:
    case HeaderId::PChargingVector:
    case HeaderId::Identity:
    case HeaderId::AuthenticationInfo:
        return Treatment::Presence;
    case HeaderId::ContentLength:
    case HeaderId::Date:
    case HeaderId::Timestamp:
        return Treatment::Skip;
    case HeaderId::Other:
        return treatmentOfOther(field.name);
    default:
        return Treatment::Text;
    }
}

bool isIncidental(HeaderId id) {
    return id == HeaderId::UserAgent || id == HeaderId::Server || id == HeaderId::Organization ||
           id == HeaderId::MaxForwards || id == HeaderId::Subject || id == HeaderId::MimeVersion;
}

bool isWordCharacter(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '+' ||
           c == '_' || c == '-' || static_cast<unsigned char>(c) >= 0x80;
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

// A GUID, a long number in hexadecimal, or a long mixture of digits and letters: given once and never again.
bool isUnique(std::string_view word) {
    const auto isHex = [](char c) {
        return isDigit(c) || (toLowerAscii(c) >= 'a' && toLowerAscii(c) <= 'f') || c == '-';
    };
    const auto isLetter = [](char c) { return toLowerAscii(c) >= 'a' && toLowerAscii(c) <= 'z'; };
    const bool hasDigit = std::any_of(word.begin(), word.end(), isDigit);
    const bool hasLetter = std::any_of(word.begin(), word.end(), isLetter);
    if (word.size() >= 16 && hasDigit && hasLetter && std::all_of(word.begin(), word.end(), isHex))
        return true;
    return word.size() >= 24 && hasDigit && hasLetter && word.find('.') == std::string_view::npos;
}

// Parameters that say who a device, a dialog or a connection is, by name.
bool isParameterLeftOut(std::string_view name) {
    constexpr std::array<std::string_view, 24> kNames = {
        "tag",           "branch",   "received",  "rport", "ftag",   "did",   "vsf",  "vst", "rinstance",
        "line",          "gr",       "x-i",       "x-c",   "x-ti",   "alias", "epid", "nat", "reg-id",
        "+sip.instance", "pub-gruu", "temp-gruu", "gruu",  "opaque", "index"};
    return std::any_of(kNames.begin(), kNames.end(),
                       [name](std::string_view each) { return equalsNoCase(each, name); });
}

// ";a=b;c" without what is left out, in a fixed order.
std::string neutralParameters(std::string_view parameters, const Counterparts& counterparts, SideOf side) {
    std::vector<std::string> kept;
    while (!parameters.empty()) {
        const std::size_t end = std::min(parameters.find(';'), parameters.size());
        const std::string_view one = trim(parameters.substr(0, end));
        parameters.remove_prefix(std::min(end + 1, parameters.size()));
        const std::string_view name = trim(one.substr(0, one.find('=')));
        if (name.empty() || isParameterLeftOut(name))
            continue;
        kept.push_back(toLower(name) + (one.size() > name.size()
                                            ? toLower(neutralText(one.substr(name.size()), counterparts, side))
                                            : std::string()));
    }
    std::sort(kept.begin(), kept.end());
    std::string text;
    for (const std::string& each : kept)
        text += ';' + each;
    return text;
}

std::string neutralAddresses(std::string_view value, const Counterparts& counterparts, SideOf side) {
    std::string text;
    for (const std::string_view entry : sip::splitList(value)) {
        const auto address = sip::parseNameAddress(entry);
        text += text.empty() ? "" : ", ";
        text += address ? neutralUri(address->uri, counterparts, side) +
                              neutralParameters(address->parameters, counterparts, side)
                        : neutralText(entry, counterparts, side);
    }
    return text;
}

// Of a route: where to, and how.
std::string neutralRoutes(std::string_view value, const Counterparts& counterparts, SideOf side) {
    std::string text;
    for (const std::string_view entry : sip::splitList(value)) {
        const auto address = sip::parseNameAddress(entry);
        const auto uri = address ? sip::parseUri(address->uri) : std::nullopt;
        if (!uri) {
            text += neutralText(entry, counterparts, side) + ", ";
            continue;
        }
        text += toLower(uri->scheme) + ':' + counterparts.neutral(uri->host, side);
        if (const auto transport = sip::parameter(uri->parameters, "transport"))
            text += ";transport=" + toLower(*transport);
        text += sip::parameter(uri->parameters, "lr") ? ";lr, " : ", ";
    }
    return text;
}

std::string neutralVias(std::string_view value, const Counterparts& counterparts, SideOf side) {
    std::string text;
    for (const std::string_view entry : sip::splitList(value)) {
        const auto via = sip::parseVia(entry);
        text += via ? toLower(via->transport) + ' ' + counterparts.neutral(via->host, side) + ", " : "? , ";
    }
    return text;
}

std::string neutralSet(std::string_view value) {
    std::vector<std::string> words;
    for (const std::string_view entry : sip::splitList(value))
        words.push_back(toLower(trim(entry)));
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    std::string text;
    for (const std::string& word : words)
        text += word + ", ";
    return text;
}

// Scheme, realm, algorithm, quality of protection and staleness.
std::string neutralChallenge(std::string_view value, const Counterparts& counterparts, SideOf side) {
    const std::size_t blank = std::min(value.find(' '), value.size());
    std::string text = toLower(value.substr(0, blank));
    std::string parameters;
    for (const std::string_view entry : sip::splitList(value.substr(blank)))
        parameters += ';' + std::string(trim(entry));
    for (const char* name : {"realm", "algorithm", "qop", "stale"})
        if (const auto given = sip::parameter(parameters, name))
            text += ' ' + std::string(name) + '=' + neutralText(*given, counterparts, side);
    return text;
}

// Several, one per line.
std::string neutralCredentials(std::string_view value, const Counterparts& counterparts, SideOf side) {
    std::string text;
    while (!value.empty()) {
        const std::size_t end = std::min(value.find('\n'), value.size());
        text += neutralChallenge(value.substr(0, end), counterparts, side) + '\n';
        value.remove_prefix(std::min(end + 1, value.size()));
    }
    return text;
}

std::string neutralValue(Treatment treatment, std::string_view value, const Counterparts& counterparts, SideOf side) {
    switch (treatment) {
    case Treatment::Skip:
    case Treatment::Presence:
        return {};
    case Treatment::Addresses:
        return neutralAddresses(value, counterparts, side);
    case Treatment::Routes:
        return neutralRoutes(value, counterparts, side);
    case Treatment::Vias:
        return neutralVias(value, counterparts, side);
    case Treatment::Set:
        return neutralSet(value);
    case Treatment::Credentials:
        return neutralCredentials(value, counterparts, side);
    case Treatment::Sequence: {
        const std::size_t blank = value.find_last_of(" \t");
        return std::string(blank == std::string_view::npos ? value : value.substr(blank + 1));
    }
    case Treatment::Type:
        return toLower(sip::mediaType(value));
    case Treatment::Text:
        break;
    }
    return neutralText(value, counterparts, side);
}

} // namespace

std::string neutralText(std::string_view text, const Counterparts& counterparts, SideOf side) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        if (!isWordCharacter(text[i])) {
            out += text[i++];
            continue;
        }
        std::size_t end = i;
        while (end < text.size() && isWordCharacter(text[end]))
            ++end;
        const std::string_view word = text.substr(i, end - i);
        i = end;
        const bool isKnown = counterparts.isKnown(word, side);
        if (isKnown)
            out += counterparts.neutral(word, side);
        else
            out += isUnique(word) ? kUnique : word;
        const bool isHost = isKnown || IpAddress::parse(word).has_value();
        if (isHost && i + 1 < text.size() && text[i] == ':' && isDigit(text[i + 1]))
            for (++i; i < text.size() && isDigit(text[i]);)
                ++i;
    }
    return out;
}

std::string neutralUri(std::string_view text, const Counterparts& counterparts, SideOf side) {
    const auto uri = sip::parseUri(text);
    if (!uri)
        return neutralText(text, counterparts, side);
    std::string out = toLower(uri->scheme) + ':';
    if (!uri->user.empty())
        out += (isUnique(uri->user) && !counterparts.isKnown(uri->user, side) ? std::string(kUnique)
                                                                              : counterparts.neutral(uri->user, side)) +
               '@';
    out += counterparts.neutral(uri->host, side) + neutralParameters(uri->parameters, counterparts, side);
    return uri->headers.empty() ? out : out + '?';
}

std::vector<NeutralHeader> neutralHeaders(const sip::Message& message, const sip::Message& shown,
                                          const Counterparts& counterparts, SideOf side) {
    struct Collected {
        Treatment treatment = Treatment::Text;
        std::string values;
    };
    std::vector<NeutralHeader> headers;
    std::vector<Collected> collected; // one per header
    const bool isLikewise = shown.headers.size() == message.headers.size();
    for (std::size_t i = 0; i < message.headers.size(); ++i) {
        const sip::HeaderField& field = message.headers[i];
        const Treatment treatment = treatmentOf(field);
        if (treatment == Treatment::Skip)
            continue;
        const std::string_view canonical = sip::canonicalName(field.id);
        const std::string_view name = canonical.empty() ? field.name : canonical;
        const auto known = std::find_if(headers.begin(), headers.end(),
                                        [name](const NeutralHeader& h) { return equalsNoCase(h.name, name); });
        const auto at = static_cast<std::size_t>(known - headers.begin());
        if (known == headers.end()) {
            headers.push_back({std::string(name), {}, {}, isIncidental(field.id)});
            collected.push_back({treatment, {}});
        }
        // Fields of one name are one list (RFC 3261 section 7.3.1), credentials apart.
        const char* const between = treatment == Treatment::Credentials ? "\n" : ", ";
        collected[at].values += (collected[at].values.empty() ? "" : between) + sip::unfolded(field.value);
        headers[at].shown += (headers[at].shown.empty() ? "" : ", ") +
                             (isLikewise ? sip::unfolded(shown.headers[i].value) : std::string("…"));
    }
    for (std::size_t i = 0; i < headers.size(); ++i)
        headers[i].neutral = neutralValue(collected[i].treatment, collected[i].values, counterparts, side);
    return headers;
}

} // namespace echelle::compare
