#include "core/store/database.h"

#include "core/base/diagnostic.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <cassert>
#include <utility>

namespace echelle::store {

Statement::Statement(Statement&& other) noexcept
    : m_statement(std::exchange(other.m_statement, nullptr)), m_damage(other.m_damage), m_failed(other.m_failed) {}

Statement& Statement::operator=(Statement&& other) noexcept {
    if (this != &other) {
        sqlite3_finalize(m_statement);
        m_statement = std::exchange(other.m_statement, nullptr);
        m_damage = other.m_damage;
        m_failed = other.m_failed;
    }
    return *this;
}

Statement::~Statement() {
    sqlite3_finalize(m_statement);
}

void Statement::bind(int index, std::int64_t value) {
    sqlite3_bind_int64(m_statement, index, value);
}

void Statement::bind(int index, std::string_view text) {
    sqlite3_bind_text64(m_statement, index, text.data() != nullptr ? text.data() : "", text.size(), SQLITE_STATIC,
                        SQLITE_UTF8);
}

void Statement::bindBlob(int index, std::string_view bytes) {
    sqlite3_bind_blob64(m_statement, index, bytes.data() != nullptr ? bytes.data() : "", bytes.size(), SQLITE_STATIC);
}

void Statement::bindNull(int index) {
    sqlite3_bind_null(m_statement, index);
}

namespace {
bool isDamage(int code) {
    const int primary = code & 0xff;
    return primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB || primary == SQLITE_IOERR;
}
} // namespace

bool Statement::step() {
    const int code = sqlite3_step(m_statement);
    m_failed = code != SQLITE_ROW && code != SQLITE_DONE;
    if (m_damage != nullptr && isDamage(code))
        *m_damage = code;
    return code == SQLITE_ROW;
}

void Statement::reset() {
    sqlite3_reset(m_statement);
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(m_statement, column);
}

std::string_view Statement::text(int column) const {
    const void* data = sqlite3_column_blob(m_statement, column);
    const int size = sqlite3_column_bytes(m_statement, column);
    return data == nullptr ? std::string_view()
                           : std::string_view(static_cast<const char*>(data), static_cast<std::size_t>(size));
}

bool Statement::isNull(int column) const {
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

namespace {
Error errorOf(sqlite3* database, int code, const std::string& path) {
    Error error;
    error.path = path;
    error.arguments.push_back({"reason", database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code)});
    switch (code & 0xff) {
    case SQLITE_FULL:
        error.code = diag::kOutputFull;
        break;
    case SQLITE_NOTADB:
        error.code = diag::kCaseForeign;
        break;
    case SQLITE_CORRUPT:
        error.code = diag::kCaseDamaged;
        break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        error.code = diag::kCaseReadOnly;
        break;
    case SQLITE_CANTOPEN:
        error.code = diag::kFileUnreadable;
        break;
    default:
        error.code = diag::kCaseWriteFailed;
        break;
    }
    return error;
}
// SQLite counts the memory it takes, which costs a lock for each piece; nobody asks for the figure. Only before its
// first use can that be changed.
void leaveMemoryUncounted() {
    static const int kDone = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    (void)kDone;
}
} // namespace

Result<Database> Database::open(const std::string& path, OpenMode mode) {
    leaveMemoryUncounted();
    if (mode != OpenMode::Create) {
        struct stat info {};
        if (::stat(path.c_str(), &info) != 0)
            return Unexpected(Error{std::string(diag::kFileMissing), path, {}});
        if (S_ISDIR(info.st_mode))
            return Unexpected(Error{std::string(diag::kFileDirectory), path, {}});
    }
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    switch (mode) {
    case OpenMode::ReadOnly:
        flags |= SQLITE_OPEN_READONLY;
        break;
    case OpenMode::ReadWrite:
        flags |= SQLITE_OPEN_READWRITE;
        break;
    case OpenMode::Create:
        flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        break;
    }
    Database database;
    database.m_path = path;
    const int code = sqlite3_open_v2(path.c_str(), &database.m_database, flags, nullptr);
    if (code != SQLITE_OK)
        return Unexpected(errorOf(database.m_database, code, path));
    sqlite3_busy_timeout(database.m_database, 5000);
    // A case may come from anybody: its schema must not run functions or write elsewhere.
    sqlite3_db_config(database.m_database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(database.m_database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(database.m_database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_limit(database.m_database, SQLITE_LIMIT_ATTACHED, 2);
    return database;
}

Database::Database(Database&& other) noexcept
    : m_database(std::exchange(other.m_database, nullptr)), m_path(std::move(other.m_path)) {}

Database& Database::operator=(Database&& other) noexcept {
    if (this != &other) {
        sqlite3_close_v2(m_database);
        m_database = std::exchange(other.m_database, nullptr);
        m_path = std::move(other.m_path);
    }
    return *this;
}

Database::~Database() {
    sqlite3_close_v2(m_database);
}

Result<void> Database::execute(std::string_view sql) {
    const std::string text(sql);
    const int code = sqlite3_exec(m_database, text.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return Unexpected(errorOf(m_database, code, m_path));
    return {};
}

Statement Database::prepare(std::string_view sql) {
    Statement statement;
    const int code =
        sqlite3_prepare_v3(m_database, sql.data(), static_cast<int>(sql.size()), 0, &statement.m_statement, nullptr);
    statement.m_failed = code != SQLITE_OK;
    statement.m_damage = m_damage.get();
    if (isDamage(code))
        *m_damage = code;
    return statement;
}

std::int64_t Database::queryInteger(std::string_view sql) {
    Statement statement = prepare(sql);
    return statement && statement.step() ? statement.integer(0) : 0;
}

std::int64_t Database::lastInsertId() const {
    return sqlite3_last_insert_rowid(m_database);
}

Error Database::lastError() const {
    return errorOf(m_database, sqlite3_extended_errcode(m_database), m_path);
}

void Database::interrupt() {
    sqlite3_interrupt(m_database);
}

} // namespace echelle::store
