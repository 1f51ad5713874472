#include "core/compare/message_difference.h"

#include "core/base/text.h"
#include "core/compare/neutral_header.h"
#include "core/compare/neutral_sdp.h"
#include "core/sip/multipart.h"
#include "core/sip/sdp.h"

#include <algorithm>

namespace echelle::compare {

namespace {

bool givesReason(std::string_view header) {
    return header == "Reason" || header == "Warning" || header == "Retry-After" || header == "Unsupported";
}

template <typename Entry, typename IsSame>
const Entry* findIn(const std::vector<Entry>& entries, IsSame isSame) {
    const auto found = std::find_if(entries.begin(), entries.end(), isSame);
    return found == entries.end() ? nullptr : &*found;
}

void compareStartLines(const sip::Message& a, const sip::Message& shownA, const sip::Message& b,
                       const sip::Message& shownB, const Counterparts& counterparts, std::vector<Difference>& into) {
    if (a.isRequest) {
        if (neutralUri(a.requestUri, counterparts, SideOf::A) != neutralUri(b.requestUri, counterparts, SideOf::B))
            into.push_back({DifferenceKind::Header, "Request-URI", std::string(shownA.requestUri),
                            std::string(shownB.requestUri)});
        return;
    }
    if (a.statusCode != b.statusCode)
        into.push_back({DifferenceKind::Status, {}, statusOf(a), statusOf(b)});
    else if (a.reasonPhrase != b.reasonPhrase)
        into.push_back({DifferenceKind::Status, {}, statusOf(a), statusOf(b), false, false, true});
}

void compareHeaders(const std::vector<NeutralHeader>& a, const std::vector<NeutralHeader>& b, bool isOnlyReason,
                    std::vector<Difference>& into) {
    const auto named = [](const NeutralHeader& h) {
        return [&h](const NeutralHeader& other) { return equalsNoCase(h.name, other.name); };
    };
    for (const NeutralHeader& h : a) {
        if (isOnlyReason && !givesReason(h.name))
            continue;
        const NeutralHeader* other = findIn(b, named(h));
        if (other == nullptr)
            into.push_back({DifferenceKind::Header, h.name, h.shown, {}, true, false, h.isIncidental, h.neutral});
        else if (other->neutral != h.neutral)
            into.push_back({DifferenceKind::Header, h.name, h.shown, other->shown, false, false, h.isIncidental,
                            h.neutral + '\n' + other->neutral});
    }
    for (const NeutralHeader& h : b)
        if ((!isOnlyReason || givesReason(h.name)) && findIn(a, named(h)) == nullptr)
            into.push_back({DifferenceKind::Header, h.name, {}, h.shown, false, true, h.isIncidental, h.neutral});
}

std::string nameOf(const NeutralLine& line, const NeutralSection& section) {
    const std::string key = line.key == "direction" ? line.shown : line.key;
    return section.media.empty() ? key : key + " (" + section.media + ")";
}

void compareSections(const NeutralSection& a, const NeutralSection& b, std::vector<Difference>& into) {
    const auto equalTo = [](const NeutralLine& l) {
        return [&l](const NeutralLine& other) { return other.key == l.key && other.neutral == l.neutral; };
    };
    const auto keyed = [](const NeutralLine& l) {
        return [&l](const NeutralLine& other) { return other.key == l.key; };
    };
    // What is said about a codec that the other does not name follows from the m= line.
    const auto isAboutUnnamed = [](const NeutralLine& l, const NeutralSection& other) {
        return !l.codec.empty() &&
               findIn(other.codecs, [&l](const auto& codec) { return codec == l.codec; }) == nullptr;
    };
    for (const NeutralLine& line : a.lines) {
        if (findIn(b.lines, equalTo(line)) != nullptr || isAboutUnnamed(line, b))
            continue;
        const NeutralLine* other = findIn(b.lines, keyed(line));
        const bool isChanged = other != nullptr && findIn(a.lines, equalTo(*other)) == nullptr;
        into.push_back({DifferenceKind::Sdp, nameOf(line, a), line.shown, isChanged ? other->shown : std::string(),
                        !isChanged, false, line.isIncidental, line.neutral + '\n' + (isChanged ? other->neutral : "")});
    }
    for (const NeutralLine& line : b.lines) {
        if (findIn(a.lines, equalTo(line)) != nullptr || isAboutUnnamed(line, a))
            continue;
        const NeutralLine* other = findIn(a.lines, keyed(line));
        const bool isTold = other != nullptr && findIn(b.lines, equalTo(*other)) == nullptr;
        if (!isTold)
            into.push_back(
                {DifferenceKind::Sdp, nameOf(line, b), {}, line.shown, false, true, line.isIncidental, line.neutral});
    }
}

std::string_view sdpOf(const sip::Message& m) {
    return sip::sdpOf(m.value(sip::HeaderId::ContentType), m.body);
}

void compareSdp(const sip::Message& a, const sip::Message& shownA, const sip::Message& b, const sip::Message& shownB,
                const Counterparts& counterparts, std::vector<Difference>& into) {
    const std::string_view textA = sdpOf(a);
    const std::string_view textB = sdpOf(b);
    if (textA.empty() || textB.empty()) {
        if (!textA.empty() || !textB.empty())
            into.push_back({DifferenceKind::Sdp, "SDP", {}, {}, textB.empty(), textA.empty()});
        return;
    }
    const auto ofA = neutralSdp(textA, sdpOf(shownA), counterparts, SideOf::A);
    const auto ofB = neutralSdp(textB, sdpOf(shownB), counterparts, SideOf::B);
    for (std::size_t i = 0; i < std::max(ofA.size(), ofB.size()); ++i) {
        if (i < ofA.size() && i < ofB.size())
            compareSections(ofA[i], ofB[i], into);
        else if (i < ofA.size()) // the m= line says it all
            into.push_back(
                {DifferenceKind::Sdp, nameOf(ofA[i].lines.front(), ofA[i]), ofA[i].lines.front().shown, {}, true});
        else
            into.push_back({DifferenceKind::Sdp,
                            nameOf(ofB[i].lines.front(), ofB[i]),
                            {},
                            ofB[i].lines.front().shown,
                            false,
                            true});
    }
}

// What a NOTIFY says of a transfer (RFC 3515 section 2.4.5).
void compareFragments(const sip::Message& a, const sip::Message& b, std::vector<Difference>& into) {
    const auto fragment = [](const sip::Message& m) {
        const bool isFragment = startsWithNoCase(m.value(sip::HeaderId::ContentType), "message/sipfrag");
        return isFragment ? trim(m.body.substr(0, m.body.find('\n'))) : std::string_view();
    };
    if (fragment(a) != fragment(b))
        into.push_back({DifferenceKind::Status, "sipfrag", std::string(fragment(a)), std::string(fragment(b)),
                        fragment(b).empty(), fragment(a).empty()});
}

} // namespace

std::string statusOf(const sip::Message& m) {
    return std::to_string(m.statusCode) + (m.reasonPhrase.empty() ? "" : " ") + std::string(m.reasonPhrase);
}

std::vector<Difference> differencesOf(const sip::Message& a, const sip::Message& shownA, const sip::Message& b,
                                      const sip::Message& shownB, const Counterparts& counterparts) {
    std::vector<Difference> differences;
    compareStartLines(a, shownA, b, shownB, counterparts, differences);
    const bool isOtherStatus = a.statusCode != b.statusCode;
    compareHeaders(neutralHeaders(a, shownA, counterparts, SideOf::A),
                   neutralHeaders(b, shownB, counterparts, SideOf::B), isOtherStatus, differences);
    const bool isComparable = !isOtherStatus || (a.statusCode < 300 && b.statusCode < 300);
    if (isComparable)
        compareSdp(a, shownA, b, shownB, counterparts, differences);
    compareFragments(a, b, differences);
    return differences;
}

} // namespace echelle::compare
