#pragma once

#include "core/store/database.h"
#include "core/store/page_file.h"
#include "core/store/table_pages.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace echelle::store {

// The tables of a new case while it is loaded. Those that have a row for each message, leg or row of the list are laid
// out page by page in SQLite's own format, which takes a tenth of the time of an INSERT; quick_check reads them over
// when the case is whole. Nothing else may write to the file meanwhile: all other tables are staged in the connection's
// temporary database, under their own names, so that SQL without a schema name finds them there.
class NewCaseTables {
public:
    // After beginNewCase() on that database, which outlives this. isSynced: as of PageFile.
    static Result<std::unique_ptr<NewCaseTables>> begin(Database& database, bool isSynced);
    // A table that takes its rows here; nullptr: by SQL.
    [[nodiscard]] TablePages* find(std::string_view table);
    // Whether what was written so far could be.
    [[nodiscard]] Result<void> status() const { return m_file.status(); }
    // All rows are there: they become tables of the file, and a transaction is open in which the rest may be written.
    Result<void> finish();

private:
    explicit NewCaseTables(Database& database, PageFile file) : m_database(database), m_file(std::move(file)) {}
    Result<void> stageOthers();
    Result<void> moveStaged();

    struct Large {
        std::string_view name;
        TablePages pages;
    };
    Database& m_database;
    PageFile m_file;
    std::vector<Large> m_large;
    std::vector<std::string> m_staged; // names
};

} // namespace echelle::store
