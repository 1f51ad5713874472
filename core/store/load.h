#pragma once

#include "core/base/result.h"
#include "core/base/timestamp.h"
#include "core/store/database.h"

#include <cstdint>

namespace echelle::store {

// The transaction around an import or an analysis.

// Into a new file that is worth nothing until it is whole: no journal, no syncing, one transaction (decisions.md).
Result<void> beginNewCase(Database& database);
// Makes the indexes and ends the transaction; isChecked: reads the whole file once more (quick_check).
Result<void> endNewCase(Database& database, bool isChecked);

// Into a case that is in use: one transaction with a rollback journal, fully synced.
Result<void> beginChange(Database& database);
Result<void> endChange(Database& database);
void undoChange(Database& database);

[[nodiscard]] std::int64_t nextSourceId(Database& database);
[[nodiscard]] std::int64_t nextEventId(Database& database);
// Latest time of any packet or line of the stored sources; invalid where none has a clock.
[[nodiscard]] Timestamp lastTime(Database& database);

} // namespace echelle::store
