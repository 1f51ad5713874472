#include "core/compare/exchange_pairs.h"

#include "core/base/text.h"

namespace echelle::compare {

namespace {

int alike(const Leg& a, const Leg& b, bool isSamePosition) {
    if (a.method != b.method)
        return 0;
    return 2 + (a.to.address == b.to.address ? 2 : 0) + (a.from.address == b.from.address ? 1 : 0) +
           (a.transport == b.transport ? 1 : 0) + (isSamePosition ? 1 : 0);
}

int alike(const Exchange& a, const Exchange& b) {
    if (a.isInDialog != b.isInDialog || !equalsNoCase(a.methodText, b.methodText))
        return 0;
    // Whoever hangs up ends the call; all else that the other side sends is something else.
    if (a.isFromInitiator != b.isFromInitiator)
        return a.method == sip::Method::Bye ? 1 : 0;
    return 4 + (a.finalStatus == b.finalStatus ? 2 : 0) + (a.finalStatus / 100 == b.finalStatus / 100 ? 1 : 0) +
           (a.hasCredentials == b.hasCredentials ? 2 : 0);
}

int alike(const ParsedSide& a, const Step& ofA, const ParsedSide& b, const Step& ofB) {
    if ((ofA.status == 0) != (ofB.status == 0))
        return 0;
    if (ofA.status == 0)
        return equalsNoCase(a.messages[ofA.message].methodText, b.messages[ofB.message].methodText) ? 4 : 0;
    if (ofA.status == ofB.status)
        return 4;
    if (ofA.status >= 200 && ofB.status >= 200)
        return 2;
    const auto isProgress = [](int status) { return status > 100 && status < 200; };
    return isProgress(ofA.status) && isProgress(ofB.status) ? 1 : 0;
}

std::vector<std::size_t> exchangesOf(const ParsedSide& side, std::size_t leg) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < side.exchanges.size(); ++i)
        if (side.exchanges[i].leg == leg)
            found.push_back(i);
    return found;
}

} // namespace

std::vector<AlignedPair> pairLegs(const ParsedSide& a, const ParsedSide& b) {
    return align(a.legs.size(), b.legs.size(),
                 [&](std::size_t i, std::size_t j) { return alike(a.legs[i], b.legs[j], i == j); });
}

std::vector<AlignedPair> pairExchanges(const ParsedSide& a, const ParsedSide& b, const std::vector<AlignedPair>& legs) {
    std::vector<AlignedPair> pairs;
    for (const AlignedPair& leg : legs) {
        const auto ofA = leg.a == kNone ? std::vector<std::size_t>() : exchangesOf(a, leg.a);
        const auto ofB = leg.b == kNone ? std::vector<std::size_t>() : exchangesOf(b, leg.b);
        const auto score = [&](std::size_t i, std::size_t j) {
            return alike(a.exchanges[ofA[i]], b.exchanges[ofB[j]]);
        };
        for (const AlignedPair& pair : align(ofA.size(), ofB.size(), score))
            pairs.push_back({pair.a == kNone ? kNone : ofA[pair.a], pair.b == kNone ? kNone : ofB[pair.b]});
    }
    return pairs;
}

std::vector<AlignedPair> pairSteps(const ParsedSide& a, const Exchange& ofA, const ParsedSide& b, const Exchange& ofB) {
    return align(ofA.steps.size(), ofB.steps.size(),
                 [&](std::size_t i, std::size_t j) { return alike(a, ofA.steps[i], b, ofB.steps[j]); });
}

} // namespace echelle::compare
