#pragma once

#include "core/base/result.h"
#include "core/base/timestamp.h"
#include "core/store/database.h"

#include <cstdint>
#include <string>

namespace echelle::store {

// The transaction around an import or an analysis.

// Into a new file that is worth nothing until it is whole: no journal, no syncing, one transaction (decisions.md).
Result<void> beginNewCase(Database& database);
// Makes the indexes that are not there yet and ends the transaction.
Result<void> endNewCase(Database& database);

// Reads a part of a finished file once more (quick_check): the two parts take about equally long, each on a connection
// of its own.
enum class CheckedPart : std::uint8_t { Messages, Others };
Result<void> checkCase(const std::string& path, CheckedPart part);

// Into a case that is in use: one transaction with a rollback journal, fully synced.
Result<void> beginChange(Database& database);
Result<void> endChange(Database& database);
void undoChange(Database& database);

[[nodiscard]] std::int64_t nextSourceId(Database& database);
[[nodiscard]] std::int64_t nextEventId(Database& database);
// Latest time of any packet or line of the stored sources; invalid where none has a clock.
[[nodiscard]] Timestamp lastTime(Database& database);

} // namespace echelle::store
