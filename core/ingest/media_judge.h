#pragma once

#include "core/base/result.h"
#include "core/dialog/media_notes.h"
#include "core/store/case_writer.h"
#include "core/store/database.h"

#include <vector>

namespace echelle::ingest {

// The part of an analysis that needs all streams: which call each is of, with which codec, and what the rules of media
// find. Over the rows that the trackers have written, and before legs are joined; within the import's transaction.
// writer: by SQL.
Result<void> judgeMedia(store::Database& database, store::CaseWriter& writer,
                        const std::vector<dialog::MediaNotes>& calls);

} // namespace echelle::ingest
