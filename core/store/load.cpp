#include "core/store/load.h"

#include "core/base/diagnostic.h"
#include "core/store/schema.h"

#include <algorithm>
#include <string>

namespace echelle::store {

Result<void> beginNewCase(Database& database) {
    auto set = database.execute(
        "PRAGMA page_size=16384;PRAGMA journal_mode=OFF;PRAGMA synchronous=OFF;PRAGMA locking_mode=EXCLUSIVE;"
        "PRAGMA cache_size=-4096;PRAGMA temp_store=MEMORY;PRAGMA foreign_keys=OFF;BEGIN");
    return set ? createSchema(database) : set;
}

Result<void> endNewCase(Database& database) {
    if (auto indexed = createIndexes(database); !indexed)
        return indexed;
    // The lock goes with the next look into the file.
    return database.execute("COMMIT;PRAGMA locking_mode=NORMAL;SELECT 1 FROM sqlite_schema");
}

Result<void> checkCase(const std::string& path, CheckedPart part) {
    auto database = Database::open(path, OpenMode::ReadOnly);
    if (!database)
        return Unexpected(database.error());
    const bool isOfMessages = part == CheckedPart::Messages;
    Statement tables = database->prepare(
        "SELECT name FROM sqlite_schema WHERE type='table' AND (name='message')=?1 UNION ALL "
        "SELECT 'sqlite_schema' WHERE NOT ?1");
    tables.bind(1, isOfMessages ? 1 : 0);
    while (tables.step()) {
        Statement check = database->prepare("PRAGMA quick_check(" + std::string(tables.text(0)) + ")");
        if (!check || !check.step() || check.text(0) != "ok")
            return Unexpected(Error{std::string(diag::kCaseWriteFailed), path, {{"reason", "quick_check"}}});
    }
    if (tables.failed())
        return Unexpected(database->lastError());
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
    return std::max({database.queryInteger("SELECT max(id) FROM message"),
                     database.queryInteger("SELECT max(id) FROM connection"),
                     database.queryInteger("SELECT max(id) FROM packet"),
                     database.queryInteger("SELECT max(id) FROM record_event")}) +
           1;
}

Timestamp lastTime(Database& database) {
    Statement s = database.prepare("SELECT max(last_ns+clock_offset_ns) FROM source");
    return s && s.step() && !s.isNull(0) ? Timestamp{s.integer(0)} : Timestamp{};
}

} // namespace echelle::store
