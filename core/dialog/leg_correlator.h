#pragma once

#include "core/dialog/join_table.h"

#include <functional>
#include <string>
#include <vector>

namespace echelle::dialog {

// Two calls that belong together, and why.
struct LegJoin {
    RowId a; // nearer the caller
    RowId b;
    std::string strategy; // "session-id", "call-id", "replaces", "refer-to", "referred-by", "icid", "via-branch",
                          // "sdp-origin", "user", "unlinked" (by the user; possible again), or weak signs:
                          // "called-number+calling-number", "caller-media" ...
    int score = 0;        // 0 to 100
    std::string evidence; // the text that both have; captured, hostile

    friend bool operator==(const LegJoin&, const LegJoin&) = default;
};

// Rows that are one call, lowest first, and the joins that hold them together: one fewer than rows.
struct JoinedRows {
    std::vector<RowId> rows;
    std::vector<LegJoin> joins;
};

struct Correlation {
    std::vector<JoinedRows> calls; // by their lowest row
    std::vector<LegJoin> possible; // joins that were not made, by row
    std::uint64_t commonKeys = 0;  // keys that too many calls have: they tell nothing
};

// The user's word, by rows: the latest of a pair counts, and goes before all else.
struct UserJoin {
    RowId a;
    RowId b;
    bool isJoined = false; // false: never one call
};

// A message read back, to compare texts where hashes agree.
struct StoredMessage {
    std::string bytes;
    Timestamp time;
    Endpoint from;
    Endpoint to;
};

// Joins the legs of calls that a B2BUA split (model.md "Joining legs"), to a fixed point: what is joined to a leg of a
// call is in the call. Pure: the same facts, links and messages give the same answer, in whatever order they came.
class LegCorrelator {
public:
    using ReadMessage = std::function<bool(EventId, StoredMessage&)>; // false: there is none

    static constexpr std::size_t kMaxRows = 64;    // of one call; further joins are only possible ones
    static constexpr std::size_t kMaxShared = 16;  // calls that share a key; with more it tells nothing
    static constexpr std::size_t kMaxPossible = 8; // listed for one call

    void add(const JoinFacts& facts) { m_table.add(facts); }
    [[nodiscard]] Correlation correlate(const std::vector<UserJoin>& links, const ReadMessage& read);

private:
    JoinTable m_table;
};

} // namespace echelle::dialog
