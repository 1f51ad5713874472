#pragma once

#include "core/base/result.h"
#include "core/dialog/analysis.h"
#include "core/dialog/leg_correlator.h"
#include "core/dialog/message_relays.h"
#include "core/rules/finding.h"
#include "core/store/database.h"

#include <memory>
#include <vector>

namespace echelle::store {

// The part of an analysis that joins legs, over the rows that the trackers have written: reads what they hold and makes
// one row of several. On the connection, and within the transaction, of the import.
class JoinedCalls {
public:
    explicit JoinedCalls(Database& database); // outlives the object, and has the indexes
    ~JoinedCalls();
    JoinedCalls(const JoinedCalls&) = delete;
    JoinedCalls& operator=(const JoinedCalls&) = delete;

    // The user's links and unlinks by the rows that now hold the messages they hang on, in the order they were made.
    [[nodiscard]] std::vector<dialog::UserJoin> userJoins();
    [[nodiscard]] bool read(EventId message, dialog::StoredMessage& into);

    struct Part {
        dialog::RowFacts facts; // with its failing events
        std::vector<rules::Finding> findings;
        LegId leg; // its first
    };
    [[nodiscard]] Part part(RowId row);
    struct Message {
        dialog::RelayedMessage relayed; // part: index into rows
        LegId leg;
    };
    // Of all the rows, in the case's order.
    [[nodiscard]] std::vector<Message> messages(const std::vector<RowId>& rows);

    // The legs go to that row; what was written of the rows themselves is taken out.
    Result<void> merge(const std::vector<RowId>& rows, RowId into);
    Result<void> join(LegId leg, LegId to, const dialog::LegJoin& why);
    Result<void> setNextHop(const dialog::Relay& relay);
    Result<void> addPossible(LegId a, LegId b, const dialog::LegJoin& why);
    [[nodiscard]] LegId firstLeg(RowId row);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace echelle::store
