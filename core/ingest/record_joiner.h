#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/timestamp.h"
#include "core/store/case_writer.h"

#include <cstdint>
#include <vector>

namespace echelle::ingest {

// What is kept of a row of kind record to join it by: its texts are read again from the store.
struct RecordKeys {
    RowId row;
    EventId event;         // its first record
    std::uint64_t key = 0; // hash of what rows of its call share; 0: nothing
    Timestamp time;
};

// Joins rows of exports to the calls and connections of traces, and to one another: by the user's word, Call-ID,
// correlation id, number and time, or the trunk's name and time. Each is joined to one call at most; what is only
// likely, or fits several, is listed as possible. After joinLegs().
Result<void> joinRecords(store::Database& database, store::CaseWriter& writer, const std::vector<RecordKeys>& records);

} // namespace echelle::ingest
