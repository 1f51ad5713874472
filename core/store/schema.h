#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

#include <cstdint>

namespace echelle::store {

// application_id of a case file: "Echl". It tells a case from any other SQLite database.
inline constexpr std::int64_t kApplicationId = 0x4563686c;
// user_version: goes up with each change of the schema that an older program could not read.
inline constexpr std::int64_t kSchemaVersion = 4;

// Tables of an empty case, without the indexes.
Result<void> createSchema(Database& database);
// Indexes are made after the bulk load.
Result<void> createIndexes(Database& database);
// Those of them that are laid out with their tables when a new case is loaded (NewCaseTables): over a second column of
// integers.
Result<void> createEarlyIndexes(Database& database);
// Throws the analysis layer away (model.md "Evidence and analysis"); evidence, notes and lanes stay.
Result<void> clearAnalysis(Database& database);

// What kind of database this is: an error kCaseForeign, kCaseNewer or kCaseDamaged, else its version (at most
// kSchemaVersion).
Result<std::int64_t> checkVersion(Database& database);
// Brings an older case to kSchemaVersion in one transaction.
Result<void> migrate(Database& database, std::int64_t fromVersion);

} // namespace echelle::store
