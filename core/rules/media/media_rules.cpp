#include "core/rules/media/media_rules.h"

#include "core/rules/arguments.h"

#include <algorithm>

namespace echelle::rules {

namespace {
constexpr Duration kShortest = Duration::seconds(5);
}

Duration talkOf(const MediaContext& c) {
    const Timestamp until = c.notes.ended.isValid() ? c.notes.ended : c.inputEnd;
    std::int64_t ns = 0;
    if (!c.notes.answered.isValid() || !until.isValid() || __builtin_sub_overflow(until.ns, c.notes.answered.ns, &ns))
        return {};
    return {ns};
}

bool isLongEnough(const MediaContext& c) {
    return c.notes.isAnswered && !c.notes.isPartial && c.notes.isFromCapture && c.notes.answer.isValid() &&
           talkOf(c) >= kShortest;
}

bool isMediaDue(const MediaContext& c) {
    return isLongEnough(c) && c.notes.isTwoWay && c.isVisible;
}

void raisePrivateAddress(std::vector<Finding>& findings) {
    const bool hasFailed = std::any_of(findings.begin(), findings.end(), [](const Finding& f) {
        return f.rule == "media.none" || f.rule == "media.one-way";
    });
    for (Finding& f : findings)
        if (hasFailed && f.rule == "sip.private-address-in-sdp") {
            f.severity = Severity::Warning;
            f.role = FindingRole::Cause;
            f.evidence = EvidenceTag::Correlated;
        }
}

const std::vector<MediaRule>& allMediaRules() {
    static const std::vector<MediaRule> kRules{{"media.none", mediaNone}, {"media.one-way", mediaOneWay}};
    return kRules;
}

Finding newFinding(const MediaContext& c, std::string_view rule) {
    Finding f;
    f.rule = rule;
    f.row = c.notes.row;
    f.side = Side::Network;
    f.proof = {c.notes.answer};
    if (c.notes.invite.isValid())
        f.proof.push_back(c.notes.invite);
    add(f, "from", std::string_view());
    add(f, "to", std::string_view());
    addSeconds(f, "seconds", talkOf(c));
    return f;
}

} // namespace echelle::rules
