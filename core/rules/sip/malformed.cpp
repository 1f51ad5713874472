#include "core/dialog/call_facts.h"
#include "core/rules/arguments.h"
#include "core/rules/sip/sip_rules.h"
#include "core/sip/defect.h"

#include <algorithm>

namespace echelle::rules {

namespace {
using dialog::CallFacts;
using dialog::kNoIndex;
using dialog::MessageFacts;
using dialog::RowState;
using sip::Defect;

// What the capture or the bounds did to a message is no fault of its sender.
bool isSenders(Defect d) {
    return d != Defect::TooLarge && d != Defect::Truncated;
}

// Defects that a receiver may refuse or drop the message for (RFC 3261 sections 8.1.1, 8.2, 16.3, 18.3, 20).
bool isGrave(Defect d) {
    switch (d) {
    case Defect::StartLine:
    case Defect::Version:
    case Defect::StatusCode:
    case Defect::MissingHeader:
    case Defect::CSeq:
    case Defect::CSeqMethod:
    case Defect::Via:
    case Defect::Address:
    case Defect::ContentLength:
    case Defect::ContentLengthTooLong:
    case Defect::NoHeaderEnd:
    case Defect::RequestUri:
        return true;
    default:
        return false;
    }
}

struct Found {
    std::vector<Defect> defects; // of the sender, grave ones first
    dialog::Index first = kNoIndex;
    std::vector<EventId> messages;
    bool isRefused = false;       // a 400 answers one of them
    bool mayBeUnanswered = false; // one that a receiver may drop: the request that decides the row, or a response
};

bool hasGrave(const MessageFacts& m) {
    const auto defects = sip::Defects::fromBits(m.defects).list();
    return std::any_of(defects.begin(), defects.end(), isGrave);
}

Found findDefects(const CallFacts& facts) {
    constexpr std::size_t kMaxCited = 20;
    Found found;
    for (std::size_t i = 0; i < facts.messages.size(); ++i) {
        const MessageFacts& m = facts.messages[i];
        if (m.defects == 0)
            continue;
        bool isCounted = false;
        for (Defect d : sip::Defects::fromBits(m.defects).list()) {
            if (!isSenders(d))
                continue;
            isCounted = true;
            if (std::find(found.defects.begin(), found.defects.end(), d) == found.defects.end())
                found.defects.push_back(d);
        }
        if (!isCounted)
            continue;
        if (found.first == kNoIndex)
            found.first = static_cast<dialog::Index>(i);
        if (found.messages.size() < kMaxCited)
            found.messages.push_back(m.id);
        if (m.isRequest() && m.transaction != kNoIndex && facts.transactions[m.transaction].finalStatus == 400)
            found.isRefused = true;
        const bool isDeciding = facts.deciding != kNoIndex && m.transaction == facts.deciding;
        found.mayBeUnanswered = found.mayBeUnanswered || (hasGrave(m) && (isDeciding || !m.isRequest()));
    }
    std::stable_partition(found.defects.begin(), found.defects.end(), isGrave);
    return found;
}

std::string listOf(const std::vector<Defect>& defects) {
    std::string text;
    for (Defect d : defects)
        text += (text.empty() ? "" : ", ") + std::string(sip::defectName(d));
    return text;
}
} // namespace

void malformed(const RuleContext& c, std::vector<Finding>& out) {
    const Found found = findDefects(c.facts);
    if (found.defects.empty())
        return;
    // A refusal other than 400 was decided on what the message says, not on how it is written: no cause of that.
    const bool isDropped = c.row.state == RowState::Unanswered && found.mayBeUnanswered;
    Finding f = newFinding(c, "sip.malformed");
    f.severity = found.isRefused ? Severity::Error : isDropped ? Severity::Warning : Severity::Info;
    f.role = f.severity == Severity::Info ? FindingRole::Remark : FindingRole::Cause;
    f.evidence = isDropped && !found.isRefused ? EvidenceTag::Correlated : EvidenceTag::Observed;
    f.proof = found.messages;
    for (Defect d : found.defects)
        f.catalogKeys.push_back("defect." + std::string(sip::defectName(d)));
    add(f, "defect", sip::defectName(found.defects.front()));
    add(f, "defects", listOf(found.defects));
    add(f, "count", static_cast<std::int64_t>(found.messages.size()));
    add(f, "message", nameOf(c.facts.messages[found.first]));
    add(f, "address", c.facts.sender(found.first).toString());
    out.push_back(std::move(f));
}

} // namespace echelle::rules
