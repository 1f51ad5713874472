#pragma once

#include "core/rules/media/stream_matcher.h"
#include "core/store/case_types.h"
#include "core/store/joined_calls.h"

#include <vector>

namespace echelle::ingest {

// What the streams of a case are taken to be: codec and protection by the description that announces them. Of those
// that no call announces only what is RTP by its own numbers, with the codecs of static payload types.
[[nodiscard]] std::vector<store::StreamRole> streamRoles(const std::vector<rules::SourcedStream>& streams,
                                                         const std::vector<rules::StreamMatch>& matches,
                                                         const std::vector<dialog::MediaNotes>& calls,
                                                         store::JoinedCalls& messages);

} // namespace echelle::ingest
