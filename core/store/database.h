#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace echelle::store {

// One prepared statement; whoever steps it calls reset() before binding anew. Where it could not be prepared (a damaged
// case lacks a table), it is false, steps give no row, and failed() tells.
class Statement {
public:
    Statement() = default;
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;
    ~Statement();

    // Parameters count from 1. Text and blobs are borrowed until the next step or reset.
    void bind(int index, std::int64_t value);
    void bind(int index, std::string_view text);
    void bindBlob(int index, std::string_view bytes);
    void bindNull(int index);

    // True: a row is there. False: done, or failed: see failed().
    bool step();
    [[nodiscard]] bool failed() const { return m_failed; }
    void reset();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string_view text(int column) const; // valid until the next step; embedded NULs kept
    [[nodiscard]] bool isNull(int column) const;

    [[nodiscard]] explicit operator bool() const { return m_statement != nullptr; }

private:
    friend class Database;
    sqlite3_stmt* m_statement = nullptr;
    int* m_damage = nullptr; // of the connection, which outlives it
    bool m_failed = false;
};

enum class OpenMode : std::uint8_t { ReadOnly, ReadWrite, Create };

// One SQLite connection, for one thread at a time.
class Database {
public:
    // Opens the file; checks nothing but that SQLite can. Error codes: kFileMissing, kFileUnreadable, kCaseForeign.
    static Result<Database> open(const std::string& path, OpenMode mode);
    Database(Database&& other) noexcept;
    Database& operator=(Database&& other) noexcept;
    ~Database();

    // Runs statements without results. Error: kCaseWriteFailed, kOutputFull or kCaseDamaged with SQLite's message as
    // {reason}.
    Result<void> execute(std::string_view sql);
    // A statement of core/store; false where the case lacks what it names.
    [[nodiscard]] Statement prepare(std::string_view sql);
    [[nodiscard]] std::int64_t queryInteger(std::string_view sql); // 0 where there is no row
    [[nodiscard]] std::int64_t lastInsertId() const;
    [[nodiscard]] Error lastError() const;
    // A statement met pages that are damaged or cannot be read: what was answered since is not all there was.
    [[nodiscard]] bool isDamaged() const { return *m_damage != 0; }
    void interrupt(); // from any thread
    [[nodiscard]] const std::string& path() const { return m_path; }
    [[nodiscard]] sqlite3* handle() { return m_database; }

private:
    Database() = default;
    sqlite3* m_database = nullptr;
    std::string m_path;
    std::unique_ptr<int> m_damage = std::make_unique<int>(0); // SQLite's code; stays where it is when this moves
};

// Many small questions as one: SQLite otherwise locks the file and looks for a journal at each of them, which costs
// more than the answer. Within a transaction that is there already it does nothing.
class ReadTransaction {
public:
    explicit ReadTransaction(Database& database)
        : m_database(database), m_isOwn(database.execute("BEGIN").has_value()) {}
    ReadTransaction(const ReadTransaction&) = delete;
    ReadTransaction& operator=(const ReadTransaction&) = delete;
    ~ReadTransaction() {
        if (m_isOwn)
            (void)m_database.execute("COMMIT");
    }

private:
    Database& m_database;
    bool m_isOwn;
};

} // namespace echelle::store
