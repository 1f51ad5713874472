#include "core/store/case_editor.h"

#include "core/base/diagnostic.h"
#include "core/store/database.h"
#include "core/store/peer_roles.h"
#include "core/store/schema.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ctime>

namespace echelle::store {

namespace {

std::int64_t nowNs() {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    return static_cast<std::int64_t>(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

} // namespace

struct CaseEditor::Impl {
    explicit Impl(Database db) : database(std::move(db)) {}

    // Steps a statement that changes one thing; SQLite makes it a transaction of its own.
    Result<void> run(Statement& s) {
        s.step();
        const bool hasFailed = s.failed();
        s.reset();
        if (hasFailed)
            return Unexpected(database.lastError());
        return {};
    }

    Database database;
};

CaseEditor::CaseEditor(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
CaseEditor::CaseEditor(CaseEditor&&) noexcept = default;
CaseEditor& CaseEditor::operator=(CaseEditor&&) noexcept = default;
CaseEditor::~CaseEditor() = default;

Result<CaseEditor> CaseEditor::open(const std::string& path) {
    const auto readOnly = [&path](Error error) {
        if (error.code != diag::kFileMissing && error.code != diag::kCaseForeign && error.code != diag::kCaseNewer)
            error.code = diag::kCaseReadOnly;
        error.path = path;
        return Unexpected(std::move(error));
    };
    // SQLite falls back to read-only where the file is; root passes every access check but the mode bits say what is
    // meant.
    auto database = Database::open(path, OpenMode::ReadWrite);
    if (!database)
        return readOnly(database.error());
    if (const auto version = checkVersion(*database); !version)
        return readOnly(version.error());
    if (auto set = database->execute("PRAGMA journal_mode=DELETE;PRAGMA synchronous=FULL;BEGIN IMMEDIATE;COMMIT"); !set)
        return readOnly(set.error());
    struct stat info {};
    if (::stat(path.c_str(), &info) == 0 && (info.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) == 0)
        return readOnly(Error{});
    return CaseEditor(std::make_unique<Impl>(std::move(*database)));
}

Result<NoteId> CaseEditor::addNote(const NoteRecord& note) {
    Statement s =
        m_impl->database.prepare("INSERT INTO note(id,event,row,text,created_ns,changed_ns) VALUES(?,?,?,?,?,?)");
    const auto bindId = [&s](int index, std::int64_t id) { id != 0 ? s.bind(index, id) : s.bindNull(index); };
    const std::int64_t now = nowNs();
    bindId(1, note.id.value);
    bindId(2, note.event.value);
    bindId(3, note.row.value);
    s.bind(4, note.text);
    s.bind(5, note.createdNs != 0 ? note.createdNs : now);
    s.bind(6, note.changedNs != 0 ? note.changedNs : now);
    if (auto done = m_impl->run(s); !done)
        return Unexpected(done.error());
    return NoteId{note.id.isValid() ? note.id.value : m_impl->database.lastInsertId()};
}

Result<void> CaseEditor::changeNote(NoteId id, const std::string& text) {
    Statement s = m_impl->database.prepare("UPDATE note SET text=?, changed_ns=? WHERE id=?");
    s.bind(1, text);
    s.bind(2, nowNs());
    s.bind(3, id.value);
    return m_impl->run(s);
}

Result<void> CaseEditor::removeNote(NoteId id) {
    Statement s = m_impl->database.prepare("DELETE FROM note WHERE id=?");
    s.bind(1, id.value);
    return m_impl->run(s);
}

Result<void> CaseEditor::setLane(const LaneSetting& lane) {
    Statement s = m_impl->database.prepare("INSERT OR REPLACE INTO lane VALUES(?,?,?,?,?)");
    s.bind(1, lane.address);
    s.bind(2, lane.name);
    s.bind(3, static_cast<std::int64_t>(lane.position));
    s.bind(4, static_cast<std::int64_t>(lane.isHidden));
    s.bind(5, lane.mergedInto);
    return m_impl->run(s);
}

Result<void> CaseEditor::resetLanes() {
    Statement s = m_impl->database.prepare("DELETE FROM lane");
    return m_impl->run(s);
}

Result<void> CaseEditor::addLegLink(const LegLink& link) {
    Statement s = m_impl->database.prepare("INSERT INTO leg_link(event_a,event_b,joined,created_ns) VALUES(?,?,?,?)");
    s.bind(1, link.eventA.value);
    s.bind(2, link.eventB.value);
    s.bind(3, static_cast<std::int64_t>(link.isJoined));
    s.bind(4, nowNs());
    return m_impl->run(s);
}

Result<void> CaseEditor::setPeerRole(const IpAddress& address, std::optional<bool> isTeams) {
    return store::setPeerRole(m_impl->database, address, isTeams);
}

Result<void> copyCase(const std::string& from, const std::string& to, bool mayReplace) {
    struct stat info {};
    if (!mayReplace && ::stat(to.c_str(), &info) == 0)
        return Unexpected(Error{std::string(diag::kOutputExists), to, {}});
    const std::string part = to + ".part";
    (void)std::remove(part.c_str());
    auto source = Database::open(from, OpenMode::ReadWrite);
    if (!source) {
        source = Database::open(from, OpenMode::ReadOnly);
        if (!source)
            return Unexpected(source.error());
    }
    const auto failed = [&](std::string_view code, std::string reason) {
        (void)std::remove(part.c_str());
        return Unexpected(Error{std::string(code), to, {{"reason", std::move(reason)}}});
    };
    Statement copy = source->prepare("VACUUM INTO ?");
    copy.bind(1, part);
    copy.step();
    if (!copy || copy.failed()) {
        const Error error = source->lastError();
        const std::string reason = error.arguments.empty() ? std::string() : error.arguments.front().value;
        const bool isForbidden = error.code == diag::kCaseReadOnly || error.code == diag::kFileUnreadable;
        return failed(error.code == diag::kOutputFull ? diag::kOutputFull
                      : isForbidden                   ? diag::kOutputForbidden
                                                      : diag::kOutputFailed,
                      reason);
    }
    const int file = ::open(part.c_str(), O_RDONLY | O_CLOEXEC);
    if (file >= 0) {
        (void)::fsync(file);
        (void)::close(file);
    }
    if (std::rename(part.c_str(), to.c_str()) != 0)
        return failed(errno == ENOSPC ? diag::kOutputFull : diag::kOutputForbidden, std::strerror(errno));
    return {};
}

} // namespace echelle::store
