#include "core/rules/arguments.h"
#include "core/rules/media/media_rules.h"

namespace echelle::rules {

namespace {
constexpr std::uint64_t kEnough = 50; // packets: a second of audio
constexpr Duration kSettling = Duration::seconds(1);
} // namespace

void mediaOneWay(const MediaContext& c, std::vector<Finding>& out) {
    if (!isMediaDue(c))
        return;
    std::uint64_t packets[2] = {0, 0};
    const net::StreamFacts* heard = nullptr;
    bool isHeardByInitiator = false;
    for (const CallStream& s : c.streams) {
        // What ended before the answer was early media, a ring tone or an announcement.
        if (s.isVideo || s.facts->end + kSettling < c.notes.answered)
            continue;
        packets[s.isToInitiator ? 1 : 0] += s.facts->packets;
        if (s.facts->end >= c.notes.answered + kSettling && (heard == nullptr || s.facts->packets > heard->packets)) {
            heard = s.facts;
            isHeardByInitiator = s.isToInitiator;
        }
    }
    if (heard == nullptr || packets[isHeardByInitiator ? 0 : 1] != 0 || heard->packets < kEnough)
        return;
    Finding f = newFinding(c, "media.one-way");
    f.severity = Severity::Warning;
    f.evidence = EvidenceTag::Measured;
    add(f, "packets", static_cast<std::int64_t>(packets[isHeardByInitiator ? 1 : 0]));
    add(f, "sender", heard->source.toString());
    add(f, "receiver", heard->destination.toString());
    add(f, "frame", static_cast<std::int64_t>(heard->firstFrame));
    f.catalogKeys.push_back(isHeardByInitiator ? "rule.media.one-way.to-caller" : "rule.media.one-way.to-callee");
    out.push_back(std::move(f));
}

} // namespace echelle::rules
