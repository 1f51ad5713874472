#include "core/scene/annotation_list.h"

#include "core/ladder/text_fit.h"

#include <algorithm>

namespace echelle::scene {

namespace {
using ladder::Annotation;
using ladder::Mark;

constexpr std::size_t kLongestNote = 2'000; // bytes read of one

Mark markOf(rules::Severity severity) {
    switch (severity) {
    case rules::Severity::Error:
        return Mark::Cross;
    case rules::Severity::Warning:
        return Mark::Exclamation;
    default:
        return Mark::Information;
    }
}

std::uint32_t placeOf(const EventList& list, EventId id) {
    const std::uint32_t index = list.indexOf(id);
    return index != kNone && list.events[index].isRetransmission() ? list.events[index].link : index;
}
// A failure that a B2BUA passed on is named where it was made, and not on each leg again.
bool isSaidOfItsCause(const rules::Finding& finding, const std::vector<rules::Finding>& all, const Words& words) {
    return finding.explainedBy.isValid() && std::any_of(all.begin(), all.end(), [&](const rules::Finding& cause) {
               return cause.id == finding.explainedBy && cause.rule == finding.rule &&
                      words.title(cause) == words.title(finding);
           });
}
} // namespace

AnnotationList makeAnnotations(EventSource& source, const std::vector<RowId>& rows, EventList& list,
                               const Words& words) {
    AnnotationList result;
    const std::vector<rules::Finding> findings = source.findings(rows);
    for (const rules::Finding& finding : findings) {
        const std::uint32_t index = finding.proof.empty() ? kNone : placeOf(list, finding.proof.front());
        if (index == kNone || isSaidOfItsCause(finding, findings, words))
            continue;
        Annotation annotation{Annotation::Kind::Finding, markOf(finding.severity),
                              ladder::plainLine(words.title(finding), kLongestNote)};
        auto& there = result[index];
        const bool isSaid =
            std::any_of(there.begin(), there.end(), [&](const Annotation& a) { return a.text == annotation.text; });
        if (!isSaid)
            there.push_back(std::move(annotation));
    }
    for (const store::NoteRecord& note : source.notes()) {
        std::uint32_t index = placeOf(list, note.event);
        if (const auto first = list.firstOfRow.find(note.row); !note.event.isValid() && first != list.firstOfRow.end())
            index = first->second;
        if (index != kNone)
            result[index].push_back(
                {Annotation::Kind::UserNote, Mark::Note, ladder::plainLine(note.text, kLongestNote)});
    }
    for (EventSkeleton& event : list.events)
        event.setAnnotated(false);
    for (const auto& [index, annotations] : result)
        list.events[index].setAnnotated(true);
    return result;
}

} // namespace echelle::scene
