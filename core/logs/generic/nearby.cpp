#include "core/logs/generic/nearby.h"

#include "core/base/text.h"
#include "core/logs/endpoint_text.h"
#include "core/logs/time_text.h"

#include <algorithm>
#include <vector>

namespace echelle::logs {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kMaxLineBytes = 512;

struct Spot {
    Endpoint endpoint;
    std::size_t at = 0;
};

// Addresses with a port, and, where there are none, IPv4 addresses alone.
std::vector<Spot> findAddresses(std::string_view line) {
    constexpr std::string_view kSeparators = " \t,;()<>\"'=|/";
    std::vector<Spot> withPort;
    std::vector<Spot> alone;
    std::size_t begin = line.find_first_not_of(kSeparators);
    while (begin != kNone) {
        const std::size_t end = std::min(line.find_first_of(kSeparators, begin), line.size());
        std::string_view word = line.substr(begin, end - begin);
        while (!word.empty() && (word.back() == ':' || word.back() == '.'))
            word.remove_suffix(1);
        for (const std::string_view scheme : {"udp:", "tcp:", "tls:", "sip:", "ws:", "wss:"}) {
            if (startsWithNoCase(word, scheme))
                word.remove_prefix(scheme.size());
        }
        const bool mayBe = word.size() >= 7 && word.find_first_of(".:") != kNone && word.find('@') == kNone;
        if (const auto found = mayBe ? readEndpoint(word) : std::nullopt)
            (found->port != 0 ? withPort : alone).push_back({*found, begin});
        begin = line.find_first_not_of(kSeparators, end);
    }
    std::erase_if(alone, [](const Spot& s) { return s.endpoint.address.family != IpAddress::Family::V4; });
    return withPort.empty() ? alone : withPort;
}

bool hasWord(std::string_view line, std::string_view word) {
    for (std::size_t at = 0; at + word.size() <= line.size(); ++at) {
        const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
        if (equalsNoCase(line.substr(at, word.size()), word) && (at == 0 || !isLetter(line[at - 1])) &&
            (at + word.size() == line.size() || !isLetter(line[at + word.size()])))
            return true;
    }
    return false;
}

// nullopt where no word tells.
std::optional<bool> isReceivedAsTold(std::string_view line) {
    for (const std::string_view word : {"received", "recv", "receiving", "incoming", "inbound", "rx", "from"})
        if (hasWord(line, word))
            return true;
    for (const std::string_view word : {"sent", "send", "sending", "transmitting", "outgoing", "outbound", "tx", "to"})
        if (hasWord(line, word))
            return false;
    return std::nullopt;
}

// True where the line says something of addresses.
bool takeAddresses(std::string_view line, NearbyFacts& facts) {
    const std::vector<Spot> spots = findAddresses(line);
    if (spots.empty())
        return false;
    if (const auto told = isReceivedAsTold(line))
        facts.isReceived = *told;
    if (spots.size() >= 2) {
        const std::string_view between = line.substr(spots[0].at, spots[1].at - spots[0].at);
        const bool isBackwards = between.find("<-") != kNone || hasWord(between, "from");
        facts.source = spots[isBackwards ? 1 : 0].endpoint;
        facts.destination = spots[isBackwards ? 0 : 1].endpoint;
    } else if (facts.isReceived) {
        facts.source = spots[0].endpoint;
    } else {
        facts.destination = spots[0].endpoint;
    }
    return true;
}

} // namespace

void Nearby::note(std::string_view line) {
    if (line.empty())
        return;
    m_lines[m_next].assign(line.substr(0, kMaxLineBytes));
    m_next = (m_next + 1) % kLines;
    m_count = std::min(m_count + 1, kLines);
}

NearbyFacts Nearby::facts(std::string_view own) const {
    NearbyFacts facts;
    facts.time = findTime(own);
    bool hasAddresses = takeAddresses(own.substr(0, kMaxLineBytes), facts);
    for (std::size_t back = 1; back <= m_count && !(facts.time && hasAddresses); ++back) {
        const std::string& line = m_lines[(m_next + kLines - back) % kLines];
        if (!facts.time)
            facts.time = findTime(line);
        hasAddresses = hasAddresses || takeAddresses(line, facts);
    }
    return facts;
}

} // namespace echelle::logs
