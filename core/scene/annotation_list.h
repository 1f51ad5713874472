#pragma once

#include "core/ladder/row.h"
#include "core/scene/event_skeleton.h"
#include "core/scene/words.h"

#include <unordered_map>
#include <vector>

namespace echelle::scene {

// What stands under the arrows: by event, titles of findings first, then notes of the user.
using AnnotationList = std::unordered_map<std::uint32_t, std::vector<ladder::Annotation>>;

// A finding stands at the first event that proves it, a note of a row of the list at the row's first event. What is
// about a repeated send stands at the first one. Marks the annotated events in the list.
[[nodiscard]] AnnotationList makeAnnotations(EventSource& source, const std::vector<RowId>& rows, EventList& list,
                                             const Words& words);

} // namespace echelle::scene
