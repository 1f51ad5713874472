#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

namespace echelle::store {

// Row numbers outlive an analysis: a row that holds events of an earlier row keeps that row's number (the lowest of
// them), a split leaves it with the row of the oldest event, new rows go on counting (model.md "Events"). Made before
// the analysis layer is cleared; restore() renumbers the new rows. Both within the caller's transaction.
class RowIdentity {
public:
    // database outlives the object.
    explicit RowIdentity(Database& database);
    Result<void> restore();

private:
    Database& m_database;
};

// Notes the highest number that a row was given so far, also of rows that were joined to others: it is given no more.
[[nodiscard]] std::int64_t lastRow(Database& database); // of those that are there
Result<void> keepLastRow(Database& database, std::int64_t number);

} // namespace echelle::store
