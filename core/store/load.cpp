#include "core/store/load.h"

#include "core/base/diagnostic.h"
#include "core/store/schema.h"

#include <algorithm>

namespace echelle::store {

Result<void> beginNewCase(Database& database) {
    auto set = database.execute(
        "PRAGMA page_size=8192;PRAGMA journal_mode=OFF;PRAGMA synchronous=OFF;PRAGMA locking_mode=EXCLUSIVE;"
        "PRAGMA cache_size=-16384;PRAGMA temp_store=MEMORY;PRAGMA foreign_keys=OFF;BEGIN");
    return set ? createSchema(database) : set;
}

Result<void> endNewCase(Database& database, bool isChecked) {
    if (auto indexed = createIndexes(database); !indexed)
        return indexed;
    if (auto done = database.execute("COMMIT;PRAGMA locking_mode=NORMAL"); !done)
        return done;
    if (!isChecked)
        return {};
    Statement check = database.prepare("PRAGMA quick_check(1)");
    if (!check.step() || check.text(0) != "ok")
        return Unexpected(Error{std::string(diag::kCaseWriteFailed), database.path(), {{"reason", "quick_check"}}});
    return {};
}

Result<void> beginChange(Database& database) {
    return database.execute(
        "PRAGMA journal_mode=DELETE;PRAGMA synchronous=FULL;PRAGMA temp_store=MEMORY;BEGIN IMMEDIATE");
}

Result<void> endChange(Database& database) {
    if (auto indexed = createIndexes(database); !indexed)
        return indexed;
    return database.execute("COMMIT");
}

void undoChange(Database& database) {
    (void)database.execute("ROLLBACK");
}

std::int64_t nextSourceId(Database& database) {
    return database.queryInteger("SELECT max(id) FROM source") + 1;
}

std::int64_t nextEventId(Database& database) {
    return std::max(database.queryInteger("SELECT max(id) FROM message"),
                    database.queryInteger("SELECT max(id) FROM connection")) +
           1;
}

Timestamp lastTime(Database& database) {
    Statement s = database.prepare("SELECT max(last_ns+clock_offset_ns) FROM source");
    return s && s.step() && !s.isNull(0) ? Timestamp{s.integer(0)} : Timestamp{};
}

} // namespace echelle::store
