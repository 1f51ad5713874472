#pragma once

#include "core/base/result.h"
#include "core/store/case_types.h"
#include "core/store/database.h"

namespace echelle::store {

// Writes an input's row, its counts of what was skipped, and its import log.
Result<void> writeSource(Database& db, const SourceRecord& source);
// One more entry of the import log of an input that is written.
Result<void> addToLog(Database& db, SourceId source, const ImportLog::Item& item);

} // namespace echelle::store
