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
    bool isRefused = false; // a 400 answers one of them
};

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
    const bool isFault = c.row.state == RowState::Failed || c.row.state == RowState::Unanswered;
    Finding f = newFinding(c, "sip.malformed");
    f.severity = found.isRefused                             ? Severity::Error
                 : isGrave(found.defects.front()) && isFault ? Severity::Warning
                                                             : Severity::Info;
    f.role = f.severity == Severity::Info ? FindingRole::Remark : FindingRole::Cause;
    f.evidence = EvidenceTag::Observed;
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
