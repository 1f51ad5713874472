#include "core/rules/arguments.h"
#include "core/rules/media/media_rules.h"

namespace echelle::rules {

namespace {
// Where that side said that it receives audio, last.
std::string audioOf(const MediaContext& c, bool isInitiator) {
    std::string place;
    for (const dialog::MediaAnnouncement& a : c.notes.announcements)
        if (a.isFromInitiator == isInitiator && a.audio.port != 0 && !a.isCandidate)
            place = a.audio.toString();
    return place;
}
} // namespace

// With ICE the media may take a way that no description names.
void mediaNone(const MediaContext& c, std::vector<Finding>& out) {
    if (!isMediaDue(c) || c.notes.hasIce || !c.streams.empty())
        return;
    Finding f = newFinding(c, "media.none");
    f.severity = Severity::Warning;
    f.evidence = EvidenceTag::Inferred;
    add(f, "caller", audioOf(c, true));
    add(f, "callee", audioOf(c, false));
    out.push_back(std::move(f));
}

} // namespace echelle::rules
