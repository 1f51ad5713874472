#include "core/store/source_writer.h"

#include "core/base/text.h"
#include "core/store/bulk_insert.h"

namespace echelle::store {

Result<void> writeSource(Database& db, const SourceRecord& source) {
    Statement insert = db.prepare("INSERT INTO source VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    insert.bind(1, source.id.value);
    insert.bind(2, source.path);
    insert.bind(3, source.format);
    insert.bind(4, static_cast<std::int64_t>(source.bytes));
    insert.bind(5, source.sha256);
    insert.bind(6, static_cast<std::int64_t>(source.packets));
    insert.bind(7, static_cast<std::int64_t>(source.messages));
    insert.bind(8, static_cast<std::int64_t>(source.records));
    insert.bind(9, source.clock);
    insert.bind(10, source.zone);
    insert.bind(11, source.zoneBasis);
    insert.bind(12, static_cast<std::int64_t>(source.placeKind));
    bindTime(insert, 13, source.first);
    bindTime(insert, 14, source.last);
    insert.bind(15, source.clockOffset.ns);
    insert.step();
    if (insert.failed())
        return Unexpected(db.lastError());

    Statement skip = db.prepare("INSERT INTO skipped VALUES(?,?,?)");
    for (const auto& [protocol, count] : source.skipped) {
        skip.bind(1, source.id.value);
        skip.bind(2, protocol);
        skip.bind(3, static_cast<std::int64_t>(count));
        skip.step();
        skip.reset();
    }
    for (const ImportLog::Item& logged : source.log)
        if (auto added = addToLog(db, source.id, logged); !added)
            return added;
    return {};
}

Result<void> addToLog(Database& db, SourceId source, const ImportLog::Item& logged) {
    Statement item = db.prepare("INSERT INTO import_log(source,code,detail,count) VALUES(?,?,?,?)");
    item.bind(1, source.value);
    item.bind(2, logged.code);
    const std::string detail = toValidUtf8(logged.detail);
    item.bind(3, detail);
    item.bind(4, static_cast<std::int64_t>(logged.count));
    item.step();
    if (item.failed())
        return Unexpected(db.lastError());
    const std::int64_t id = db.lastInsertId();
    Statement place = db.prepare("INSERT INTO import_log_place VALUES(?,?,?,?)");
    for (std::size_t k = 0; k < logged.first.size(); ++k) {
        place.bind(1, id);
        place.bind(2, static_cast<std::int64_t>(k));
        place.bind(3, static_cast<std::int64_t>(logged.first[k].kind));
        place.bind(4, static_cast<std::int64_t>(logged.first[k].number));
        place.step();
        place.reset();
    }
    return {};
}

} // namespace echelle::store
