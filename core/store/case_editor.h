#pragma once

#include "core/base/result.h"
#include "core/store/case_types.h"

#include <memory>
#include <optional>
#include <string>

namespace echelle::store {

// What the user may change in a case: notes, lanes and links of legs. Each call is one transaction on its own with a
// rollback journal and full synchronisation, so that a kill at any moment leaves the case with or without it, never
// half. Opens the file read-write at the first change (model.md "Where a case lives").
class CaseEditor {
public:
    // Error kCaseReadOnly where the file cannot be written: the window then offers Save As.
    static Result<CaseEditor> open(const std::string& path);
    CaseEditor(CaseEditor&&) noexcept;
    CaseEditor& operator=(CaseEditor&&) noexcept;
    ~CaseEditor();

    Result<NoteId> addNote(const NoteRecord& note); // id 0: a new one; an id: put back by undo
    Result<void> changeNote(NoteId id, const std::string& text);
    Result<void> removeNote(NoteId id);
    Result<void> setLane(const LaneSetting& lane);
    Result<void> resetLanes();
    // Kept; the next analysis follows it.
    Result<void> addLegLink(const LegLink& link);
    // As setPeerRole() of peer_roles.h. Kept; the next analysis follows it.
    Result<void> setPeerRole(const IpAddress& address, std::optional<bool> isTeams);

private:
    struct Impl;
    explicit CaseEditor(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

// Copies a whole case to another file (VACUUM INTO beside it, then renamed). Errors: kOutput...
Result<void> copyCase(const std::string& from, const std::string& to, bool mayReplace);

} // namespace echelle::store
