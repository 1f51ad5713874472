#include "core/store/new_case_tables.h"

#include "core/base/diagnostic.h"
#include "core/store/schema.h"

#include <algorithm>
#include <array>

namespace echelle::store {

namespace {

struct LaidOut {
    std::string_view table;
    TablePages::Order order;
};
constexpr std::array<LaidOut, 8> kLaidOut{{{"chunk", TablePages::Order::ByKey},
                                           {"message", TablePages::Order::ByKey},
                                           {"sighting", TablePages::Order::ByKey},
                                           {"role", TablePages::Order::ByKey},
                                           {"leg", TablePages::Order::Any},
                                           {"row", TablePages::Order::Any},
                                           {"record", TablePages::Order::ByKey},
                                           {"record_event", TablePages::Order::ByKey}}};

const LaidOut* laidOut(std::string_view name) {
    const auto* found =
        std::find_if(kLaidOut.begin(), kLaidOut.end(), [name](const LaidOut& l) { return l.table == name; });
    return found == kLaidOut.end() ? nullptr : found;
}

} // namespace

Result<std::unique_ptr<NewCaseTables>> NewCaseTables::begin(Database& database, bool isSynced) {
    if (auto indexed = createEarlyIndexes(database); !indexed)
        return Unexpected(indexed.error());
    // The lock goes with the next look into the file, and with it what the connection remembers of the file.
    auto written = database.execute("COMMIT;PRAGMA locking_mode=NORMAL;SELECT 1 FROM sqlite_schema;"
                                    "PRAGMA temp_store=FILE");
    if (!written)
        return Unexpected(written.error());
    auto file = PageFile::open(database.path(), isSynced);
    if (!file)
        return Unexpected(file.error());
    std::unique_ptr<NewCaseTables> tables(new NewCaseTables(database, std::move(*file)));
    tables->m_large.reserve(kLaidOut.size());
    Statement found = database.prepare(
        "SELECT name, rootpage, (SELECT count(*) FROM pragma_table_info(s.name)) FROM main.sqlite_schema s "
        "WHERE type='table'");
    while (found && found.step()) {
        if (const LaidOut* large = laidOut(found.text(0)))
            tables->m_large.push_back(
                {large->table, TablePages(tables->m_file, static_cast<PageFile::PageNumber>(found.integer(1)),
                                          static_cast<int>(found.integer(2)), large->order)});
    }
    if (!found || found.failed())
        return Unexpected(database.lastError());
    found = database.prepare("SELECT s.tbl_name, s.rootpage FROM main.sqlite_schema s, pragma_index_info(s.name) i "
                             "WHERE s.type='index' AND i.cid=1");
    while (found && found.step()) {
        if (TablePages* table = tables->find(found.text(0)))
            table->indexSecond(static_cast<PageFile::PageNumber>(found.integer(1)));
    }
    if (!found || found.failed())
        return Unexpected(database.lastError());
    found = Statement();
    if (auto staged = tables->stageOthers(); !staged)
        return Unexpected(staged.error());
    return tables;
}

Result<void> NewCaseTables::stageOthers() {
    std::string sql = "PRAGMA temp.journal_mode=OFF;PRAGMA temp.cache_size=-4096;BEGIN;";
    Statement others = m_database.prepare("SELECT name, substr(sql, length('CREATE ')) FROM main.sqlite_schema WHERE "
                                          "type='table' AND name NOT LIKE 'sqlite_%'");
    while (others && others.step()) {
        if (laidOut(others.text(0)) != nullptr)
            continue;
        m_staged.emplace_back(others.text(0));
        sql += "CREATE TEMP";
        sql += others.text(1);
        sql += ";";
    }
    if (!others || others.failed())
        return Unexpected(m_database.lastError());
    others = Statement();
    return m_database.execute(sql);
}

TablePages* NewCaseTables::find(std::string_view table) {
    const auto found =
        std::find_if(m_large.begin(), m_large.end(), [table](const Large& large) { return large.name == table; });
    return found == m_large.end() ? nullptr : &found->pages;
}

Result<void> NewCaseTables::finish() {
    if (auto written = m_database.execute("COMMIT"); !written)
        return written;
    for (Large& large : m_large)
        large.pages.finish();
    if (auto written = m_file.finish(); !written)
        return written;
    return moveStaged();
}

Result<void> NewCaseTables::moveStaged() {
    std::string sql = "BEGIN;";
    for (const std::string& name : m_staged) {
        sql += "INSERT INTO main.\"" + name + "\" SELECT * FROM temp.\"" + name + "\";";
        sql += "DROP TABLE temp.\"" + name + "\";";
    }
    return m_database.execute(sql);
}

} // namespace echelle::store
